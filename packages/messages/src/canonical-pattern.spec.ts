import * as fc from 'fast-check'
import * as t from 'io-ts'
import { canonicalPattern } from './canonical-pattern.js'
import { NonEmptyText, PositiveInteger, Uuid } from './identifiers.js'
import { Instant } from './instant.js'
import { Actor, EventMetadata, PolicyRef } from './metadata.js'
import { personal } from './personal.js'
import { optional, record } from './record.js'

const matches = (codec: t.Mixed, text: string): boolean => {
  const pattern = canonicalPattern(codec)
  if (pattern === undefined) throw new Error(`there is no pattern for ${codec.name}`)
  return new RegExp(`^${pattern}$`).test(text)
}

const Part = record({ policyId: NonEmptyText, actors: optional(t.readonlyArray(Actor)), count: PositiveInteger })

const metadataStart = `{"eventId":"0b6e7f6a-9c1e-4b7e-8f5d-1c2d3e4f5a6b","schemaVersion":3,"occurredAt":"2025-06-02T07:00:00.000Z","recordedAt":"2025-06-02T07:00:00.000Z","actor":{"kind":"agent","id":"agent-7"}`
const metadataEnd = `,"commandId":"c","correlationId":"c","causationId":"c","commandHash":"c48207d9-7ce8-5806-8d9f-6f02df52c559"`

describe('matches what is written as every history has it', () => {
  it.each<[t.Mixed, string]>([
    [Uuid, '"0b6e7f6a-9c1e-4b7e-8f5d-1c2d3e4f5a6b"'],
    [Instant, '"2025-06-02T07:00:00.000Z"'],
    [NonEmptyText, '"a"'],
    [NonEmptyText, '"Größe 44 👋"'],
    [PositiveInteger, '1'],
    [PositiveInteger, '999999999999999'],
    [Actor, '{"kind":"agent","id":"agent-7"}'],
    [PolicyRef, '{"policyId":"desk","version":12}'],
    [t.array(Uuid), '[]'],
    [t.readonlyArray(PositiveInteger), '[1,20,300]'],
    [Part, '{"policyId":"p","count":1}'],
    [Part, '{"policyId":"p","actors":[{"kind":"bot","id":"b"}],"count":1}'],
    [EventMetadata, `${metadataStart}${metadataEnd}}`],
    [EventMetadata, `${metadataStart},"channel":"email"${metadataEnd},"tenantId":"x","policyRefs":[]}`],
  ])('%s', (codec, text) => {
    expect(matches(codec, text)).toBe(true)
  })

  it('an instant on any day of a year but the 29th of February', () => {
    const missed: Array<string> = []
    for (let day = Date.UTC(2024, 0, 1); day < Date.UTC(2025, 0, 1); day += 86_400_000) {
      const instant = new Date(day).toISOString()
      if (!matches(Instant, JSON.stringify(instant))) missed.push(instant)
    }
    expect(missed).toEqual(['2024-02-29T00:00:00.000Z'])
  })
})

it.each<[string, t.Mixed, string]>([
  ['in upper case', Uuid, '"0B6E7F6A-9C1E-4B7E-8F5D-1C2D3E4F5A6B"'],
  ['of no version', Uuid, '"0b6e7f6a-9c1e-0b7e-8f5d-1c2d3e4f5a6b"'],
  ['of another variant', Uuid, '"0b6e7f6a-9c1e-4b7e-7f5d-1c2d3e4f5a6b"'],
  ['on a day that is none', Instant, '"2025-02-29T07:00:00.000Z"'],
  ['on the 31st of a month of 30 days', Instant, '"2025-06-31T07:00:00.000Z"'],
  ['in a month that is none', Instant, '"2025-13-01T07:00:00.000Z"'],
  ['at an hour that is none', Instant, '"2025-06-02T24:00:00.000Z"'],
  ['at a leap second', Instant, '"2025-06-30T23:59:60.000Z"'],
  ['without milliseconds', Instant, '"2025-06-02T07:00:00Z"'],
  ['that is empty', NonEmptyText, '""'],
  ['that is white space', NonEmptyText, '" "'],
  ['that ends in the middle', NonEmptyText, '"a"b"'],
  ['with an escape', NonEmptyText, '"a\\u0000"'],
  ['with a control character', NonEmptyText, '"a\u0001"'],
  ['that is 0', PositiveInteger, '0'],
  ['with a leading zero', PositiveInteger, '01'],
  ['below 0', PositiveInteger, '-1'],
  ['that is not whole', PositiveInteger, '1.5'],
  ['with an exponent', PositiveInteger, '1e3'],
  ['greater than a number can count', PositiveInteger, '9007199254740993'],
  ['that is text', PositiveInteger, '"1"'],
  ['of an unknown kind', Actor, '{"kind":"ghost","id":"a"}'],
  ['with fields in another order', Actor, '{"id":"a","kind":"agent"}'],
  ['with white space', Actor, '{"kind":"agent", "id":"a"}'],
  ['without a field', Actor, '{"kind":"agent"}'],
  ['with a field twice', Actor, '{"kind":"agent","kind":"agent","id":"a"}'],
  ['with a field more', Actor, '{"kind":"agent","id":"a","x":1}'],
  ['with a prototype', Actor, '{"kind":"agent","id":"a","__proto__":{}}'],
  ['with a comma too many', Part, '{"policyId":"p",,"count":1}'],
  ['with a comma at the end', t.array(Uuid), '["0b6e7f6a-9c1e-4b7e-8f5d-1c2d3e4f5a6b",]'],
  ['with null for an absent field', Part, '{"policyId":"p","actors":null,"count":1}'],
])('does not match what is written %s (%s)', (_what, codec, text) => {
  expect(matches(codec, text)).toBe(false)
})

it.each<[string, t.Mixed]>([
  ['any text', t.string],
  ['a number', t.number],
  ['alternatives', t.union([Uuid, Instant])],
  ['a personal field', personal(NonEmptyText)],
  ['a brand it does not know', t.refinement(Uuid, () => false)],
  ['a list of what it does not know', t.array(t.string)],
  ['a record with a field that it does not know', record({ id: Uuid, note: t.string })],
  ['a record whose first field may be absent', record({ note: optional(NonEmptyText), id: Uuid })],
  ['a field whose name would have to be escaped', record({ 'a"b': Uuid })],
  ['a key that would have to be escaped', t.keyof({ 'a|b': null })],
  ['a plain object, whose fields have no order', t.type({ id: Uuid })],
  ['a record that runs something else', Object.assign(record({ id: Uuid }), { validate: t.never.validate })],
])('there is none for %s', (_what, codec) => {
  expect(canonicalPattern(codec)).toBeUndefined()
})

it('captures the fields that are asked for, in their order', () => {
  const pattern = canonicalPattern(PolicyRef, ['version', 'policyId'])
  expect(new RegExp(`^${pattern}$`).exec('{"policyId":"desk","version":12}')?.slice(1)).toEqual(['"desk"', '12'])
})

it.each([Uuid, Instant, NonEmptyText, PositiveInteger, Actor, PolicyRef, Part, EventMetadata])(
  'what the pattern of %p matches, the codec decodes to the very same',
  (codec: t.Mixed) => {
    const pattern = new RegExp(`^${canonicalPattern(codec)}$`)
    const sameText = fc.stringMatching(pattern)
    fc.assert(
      fc.property(sameText, (text) => {
        const value: unknown = JSON.parse(text)
        const decoded = codec.decode(value)
        expect(decoded).toMatchObject({ _tag: 'Right' })
        expect((decoded as { readonly right: unknown }).right).toBe(value)
        expect(JSON.stringify(value)).toBe(text)
      }),
    )
  },
)
