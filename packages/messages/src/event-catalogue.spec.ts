import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { compiledDecoder } from './compiled-decoder.js'
import { eventCatalogue } from './event-catalogue.js'
import { generatedDecoder } from './generated-decoder.js'
import { message } from './message.js'
import {
  metadataAt,
  PurchaseRecorded,
  purchaseData,
  startsAt,
  WarrantyActivated,
  warrantyId,
} from './some-events.fixtures.js'

const renamed = { GuaranteeActivated: 'WarrantyActivated' } as const
const catalogue = eventCatalogue([PurchaseRecorded, WarrantyActivated], { renamed })

const activatedToday = { warrantyId, startsAt, coveredMinutes: 1_051_200 }

describe.each([
  ['compiled', compiledDecoder],
  ['generated', generatedDecoder],
])('decode, by %s decoders,', (_making, decoder) => {
  const catalogue = eventCatalogue([PurchaseRecorded, WarrantyActivated], { renamed, decoder })

  it('gives an event of the version written today, and its metadata', () => {
    const metadata = metadataAt(3)
    expect(catalogue.decode({ type: 'WarrantyActivated', data: activatedToday, metadata })).toEqual(
      E.right({ event: { type: 'WarrantyActivated', data: activatedToday }, metadata }),
    )
  })

  it('converts what is not stored as it is in memory', () => {
    const decoded = catalogue.decode({ type: 'PurchaseRecorded', data: purchaseData, metadata: metadataAt(1) })
    expect(decoded).toMatchObject(E.right({ event: { data: { lines: [{ paid: 17925n }, { paid: 900n }] } } }))
  })

  it.each([
    [1, { warrantyId, startsAt, days: 730 }],
    [2, { warrantyId, startsAt, hours: 17_520 }],
    [3, activatedToday],
  ])('brings schema version %d up to date step by step', (schemaVersion, data) => {
    expect(catalogue.decode({ type: 'WarrantyActivated', data, metadata: metadataAt(schemaVersion) })).toEqual(
      E.right({ event: { type: 'WarrantyActivated', data: activatedToday }, metadata: metadataAt(schemaVersion) }),
    )
  })

  it('reads a type by the name it once had, at the version it was written', () => {
    const data = { warrantyId, startsAt, days: 730 }
    expect(catalogue.decode({ type: 'GuaranteeActivated', data, metadata: metadataAt(1) })).toMatchObject(
      E.right({ event: { type: 'WarrantyActivated', data: activatedToday } }),
    )
  })

  it('gives the same of an event whose metadata is decoded already', () => {
    const [metadata, data] = [metadataAt(1), { warrantyId, startsAt, days: 730 }]
    const { schemaVersion } = metadata
    const event = { type: 'WarrantyActivated', data: activatedToday }
    expect(catalogue.decodeEvent({ type: 'GuaranteeActivated', schemaVersion, data })).toEqual(E.right(event))
    for (const stored of [
      { type: 'TicketTeleported', data },
      { type: 'WarrantyActivated', data: { ...data, days: 'many' } },
      { type: 'WarrantyActivated', data: 5 },
    ]) {
      const failed = catalogue.decodeEvent({ ...stored, schemaVersion })
      expect(E.isLeft(failed)).toBe(true)
      expect(failed).toEqual(catalogue.decode({ ...stored, metadata }))
    }
    expect(catalogue.decodeEvent({ type: 'WarrantyActivated', schemaVersion: 4, data })).toEqual(
      catalogue.decode({ type: 'WarrantyActivated', metadata: metadataAt(4), data }),
    )
  })

  it.each(['TicketTeleported', '__proto__', 'constructor', ''])('says that it does not know the type %p', (type) => {
    expect(catalogue.decode({ type, data: {}, metadata: {} })).toEqual(E.left({ failure: 'UnknownEventType', type }))
  })

  it('says which version it knows of an event from a later program', () => {
    expect(catalogue.decode({ type: 'WarrantyActivated', data: {}, metadata: metadataAt(4) })).toEqual(
      E.left({ failure: 'UnknownSchemaVersion', type: 'WarrantyActivated', schemaVersion: 4, known: 3 }),
    )
  })

  it('names each place at fault and what it holds, but shows nothing personal', () => {
    const data = {
      ...purchaseData,
      buyer: { name: ' ', email: 7 },
      lines: [
        { sku: 'kettle', quantity: -1, paid: '17925' },
        { sku: '', quantity: 2, paid: 900, note: ['Grace'] },
        'Ada',
      ],
      channel: 'telegraph',
    }
    expect(catalogue.decode({ type: 'PurchaseRecorded', data, metadata: metadataAt(1) })).toEqual(
      E.left({
        failure: 'UndecodableEvent',
        type: 'PurchaseRecorded',
        schemaVersion: 1,
        errors: [
          'data.buyer.name: expected NonEmptyText, got text (personal, not shown)',
          'data.buyer.email: expected text, got a number (personal, not shown)',
          'data.lines[0].quantity: expected PositiveInteger, got -1',
          'data.lines[1].sku: expected NonEmptyText, got ""',
          'data.lines[1].paid: expected Amount, got 900',
          'data.lines[1].note: expected text, got a list (personal, not shown)',
          'data.lines[2]: expected an object, got text (personal, not shown)',
          'data.channel: expected "web" | "store", got "telegraph"',
        ],
      }),
    )
  })

  it.each([null, undefined, 7, 'text', []])('says that %p is no metadata', (metadata) => {
    expect(catalogue.decode({ type: 'WarrantyActivated', data: activatedToday, metadata })).toMatchObject(
      E.left({ failure: 'UndecodableMetadata', type: 'WarrantyActivated' }),
    )
  })

  it('names the place at fault in metadata', () => {
    const metadata = { ...metadataAt(3), recordedAt: '2025-06-02', actor: { kind: 'ghost' } }
    expect(catalogue.decode({ type: 'WarrantyActivated', data: activatedToday, metadata })).toEqual(
      E.left({
        failure: 'UndecodableMetadata',
        type: 'WarrantyActivated',
        errors: [
          'recordedAt: expected Instant, got "2025-06-02"',
          'actor.kind: expected "customer" | "agent" | "bot" | "system" | "device" | "partner", got "ghost"',
          'actor.id: missing, expected NonEmptyText',
        ],
      }),
    )
  })

  it('says that an upcaster threw, but not what it said', () => {
    const Fragile = message('Fragile', { a: t.string }, { upcasters: [({ a }) => ({ a: BigInt(a as string) })] })
    const decoded = eventCatalogue([Fragile], { decoder }).decode({
      type: 'Fragile',
      data: { a: 'Ada' },
      metadata: metadataAt(1),
    })
    expect(decoded).toEqual(
      E.left({
        failure: 'UndecodableEvent',
        type: 'Fragile',
        schemaVersion: 1,
        errors: ['data: the upcaster from schema version 1 to 2 threw SyntaxError'],
      }),
    )
  })

  it('says that a decoder threw, but not what it said', () => {
    const Fragile = new t.Type<bigint, string, unknown>(
      'Fragile',
      t.bigint.is,
      (value) => t.success(BigInt(value as string)),
      String,
    )
    const decoded = eventCatalogue([message('Counted', { count: Fragile })], { decoder }).decode({
      type: 'Counted',
      data: { count: 'Ada' },
      metadata: metadataAt(1),
    })
    expect(decoded).toEqual(
      E.left({
        failure: 'UndecodableEvent',
        type: 'Counted',
        schemaVersion: 1,
        errors: ['data: the decoder threw SyntaxError'],
      }),
    )
  })

  it.each([null, undefined, 7, 'text', []])('says that old data may not be %p', (data) => {
    expect(catalogue.decode({ type: 'WarrantyActivated', data, metadata: metadataAt(1) })).toMatchObject(
      E.left({ failure: 'UndecodableEvent', errors: ['data: at schema version 1 it is not an object'] }),
    )
  })
})

describe('encode', () => {
  it('gives JSON with its keys in order, and the version written today', () => {
    const encoded = catalogue.encode({ type: 'WarrantyActivated', data: activatedToday as never })
    expect(JSON.stringify(encoded)).toBe(
      '{"type":"WarrantyActivated","data":{"coveredMinutes":1051200,"startsAt":"2025-06-02T07:00:00.000Z",' +
        '"warrantyId":"0b6e7f6a-9c1e-4b7e-8f5d-1c2d3e4f5a6b"},"schemaVersion":3}',
    )
  })

  it('gives back what was decoded', () => {
    const decoded = catalogue.decode({ type: 'PurchaseRecorded', data: purchaseData, metadata: metadataAt(1) })
    expect(E.isRight(decoded) && catalogue.encode(decoded.right.event)).toEqual({
      type: 'PurchaseRecorded',
      data: purchaseData,
      schemaVersion: 1,
    })
  })
})

it('refuses two events of one type, and a rename that leads nowhere', () => {
  expect(() => eventCatalogue([WarrantyActivated, WarrantyActivated])).toThrow(TypeError)
  expect(() => eventCatalogue([WarrantyActivated], { renamed: { Old: 'PurchaseRecorded' as never } })).toThrow(
    TypeError,
  )
  expect(() =>
    eventCatalogue([WarrantyActivated, PurchaseRecorded], { renamed: { PurchaseRecorded: 'WarrantyActivated' } }),
  ).toThrow(TypeError)
})

it('makes a decoder of the kind asked for, of metadata and of each event that it meets, once', () => {
  const made: Array<string> = []
  const { decode } = eventCatalogue([PurchaseRecorded, WarrantyActivated], {
    decoder: (codec) => {
      made.push(codec.name)
      return (value) => codec.decode(value)
    },
  })
  const activated = { type: 'WarrantyActivated', data: activatedToday, metadata: metadataAt(3) }
  const purchased = { type: 'PurchaseRecorded', data: purchaseData, metadata: metadataAt(1) }
  expect([activated, activated, purchased].map((stored) => E.isRight(decode(stored)))).toEqual([true, true, true])
  expect(made).toEqual(['EventMetadata', 'WarrantyActivated', 'PurchaseRecorded'])
})
