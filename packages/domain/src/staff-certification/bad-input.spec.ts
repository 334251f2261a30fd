import { explainedErrors } from '@aftersale/messages'
import * as E from 'fp-ts/lib/Either.js'
import type * as t from 'io-ts'
import { CertificationEvidence } from './certification-evidence.js'
import { StaffCertificationCommand } from './commands.js'
import { certify, expire, gas, petra, renew, text, withdraw } from './staff-certification.fixtures.js'

const stored = (command: StaffCertificationCommand): { type: string; data: Record<string, unknown> } =>
  JSON.parse(JSON.stringify(StaffCertificationCommand.encode(command)))

const commands = [certify({ skus: [text('BOILER-1')], brands: [text('Hof')] }), renew(), withdraw(), expire()].map(
  stored,
)

/** What a command with one other field is refused for. */
const refusedFor = ({ type, data }: (typeof commands)[number], field: string, value: unknown): string => {
  const codec: t.Mixed | undefined = StaffCertificationCommand.types.find(({ messageType }) => messageType === type)
  if (codec === undefined) throw new Error(`No command is ${type}`)
  const decoded = codec.decode({ type, data: { ...data, [field]: value } })
  return E.isRight(decoded) ? 'nothing' : JSON.stringify(explainedErrors(decoded.left))
}

it.each(commands)('$type is read as it is written', (command) => {
  const decoded = StaffCertificationCommand.decode(command)
  expect(E.isRight(decoded) && stored(decoded.right)).toStrictEqual(command)
})

describe.each(commands)('$type', (command) => {
  it.each([
    ['a person by name', 'staffId', 'Petra'],
    ['no person', 'staffId', null],
    ['a blank certificate', 'certificationId', ' '],
    ['skills that are no list', 'skills', 'gas-fitting'],
    ['a blank skill', 'skills', ['']],
    ['a product by number', 'skus', [7]],
    ['brands that are no list', 'brands', {}],
    ['a first day that is none', 'startsOn', '2025-02-29'],
    ['an instant for a last day', 'lastOn', '2025-05-31T22:00:00.000Z'],
    ['an offset for a zone', 'zone', '+02:00'],
    ['nobody who issued it', 'issuedBy', ''],
    ['a blank renewal', 'renewalId', ''],
    ['no reason', 'because', undefined],
    ['a due instant that is none', 'dueAt', 'soon'],
  ])('is refused for %s, where it has that field', (_, field, value) => {
    if (field in command.data) expect(refusedFor(command, field, value)).toContain(field)
  })
})

it('refuses evidence that names no stream, no revision or no certificates', () => {
  const evidence = { staffId: petra, stream: 'staffCertification-1', revision: 3, certificates: [] }
  expect(E.isRight(CertificationEvidence.decode(evidence))).toBe(true)
  for (const wrong of [{ staffId: 'Petra' }, { stream: '' }, { revision: '3' }, { certificates: { skills: [gas] } }]) {
    expect(E.isLeft(CertificationEvidence.decode({ ...evidence, ...wrong }))).toBe(true)
  }
})
