import { explainedErrors } from '@aftersale/messages'
import * as E from 'fp-ts/lib/Either.js'
import type * as t from 'io-ts'
import {
  appeal,
  approve,
  ask,
  choose,
  close,
  hold,
  inform,
  open,
  partly,
  pay,
  redirect,
  refuseUnit,
  repair,
  replace,
  submit,
  withdraw,
} from '../claim.fixtures.js'
import { type ClaimCommand, claimCommands } from '../commands/claims.js'
import { text } from '../warranty.fixtures.js'

const usual: ReadonlyArray<ClaimCommand> = [
  open(),
  ask(),
  submit(),
  approve(),
  partly(),
  redirect(),
  appeal(),
  inform(),
  choose(),
  hold(),
  refuseUnit(),
  repair({ parts: [{ partNo: text('pump-3') }] }),
  replace(),
  pay(),
  withdraw(),
  close(),
]

const codecOf = (type: string): t.Mixed => {
  const codec = claimCommands.find(({ messageType }) => messageType === type)
  if (codec === undefined) throw new Error(`No command is ${type}`)
  return codec
}

interface Stored {
  readonly type: string
  readonly data: Readonly<Record<string, unknown>>
}

const commands = usual.map((command): Stored => JSON.parse(JSON.stringify(codecOf(command.type).encode(command))))
const storedOf = (type: string): Stored => {
  const command = commands.find((one) => one.type === type)
  if (command === undefined) throw new Error(`No command is ${type}`)
  return command
}

/** What a command with one other field is refused for. */
const refusedFor = ({ type, data }: Stored, field: string, value: unknown): string => {
  const decoded = codecOf(type).decode({ type, data: { ...data, [field]: value } })
  return E.isRight(decoded) ? 'nothing' : JSON.stringify(explainedErrors(decoded.left))
}

it.each(commands)('$type is read as it is written', (command) => {
  const decoded = codecOf(command.type).decode(command)
  expect(E.isRight(decoded) && codecOf(command.type).encode(decoded.right)).toStrictEqual(command)
})

it.each(commands)('$type of an unknown id, or at no instant, names the field', (command) => {
  for (const field of ['warrantyId', 'claimId']) {
    for (const id of ['claim-1', '', 7, null, undefined]) expect(refusedFor(command, field, id)).toContain(field)
  }
  for (const field of Object.keys(command.data).filter((name) => name.endsWith('At'))) {
    for (const time of ['2027-01-13', 'yesterday', 0, null, '2027-13-01T00:00:00Z']) {
      expect(refusedFor(command, field, time)).toContain(field)
    }
  }
})

it.each([
  ['OpenClaim', 'failedOn', '2027-02-30'],
  ['OpenClaim', 'failureMode', ' '],
  ['OpenClaim', 'channel', 'carrier pigeon'],
  ['OpenClaim', 'evidence', [{ evidenceId: 'photo-1' }]],
  ['OpenClaim', 'proofs', [{ kind: 'hearsay', verified: true }]],
  ['OpenClaim', 'proofs', [{ kind: 'receipt', verified: 'yes' }]],
  ['OpenClaim', 'unmet', ['politeness']],
  ['OpenClaim', 'failedAt', '2027-01-12'],
  ['AskForEvidence', 'wanted', 'photo'],
  ['AskForEvidence', 'askedBy', { kind: 'agent' }],
  ['DecideCoverage', 'decision', 'perhaps'],
  ['DecideCoverage', 'reasons', ['BecauseISaySo']],
  ['DecideCoverage', 'estimate', { amountMinor: '1.00', currency: 'EUR' }],
  ['DecideCoverage', 'coverLimit', { amountMinor: '100', currency: 'EURO' }],
  ['DecideCoverage', 'redirectTo', { party: 'neighbour', contact: 'next door' }],
  ['InformAboutRemedies', 'choice', ['prayer']],
  ['InformAboutRemedies', 'extensionTold', 'true'],
  ['ChooseRemedy', 'remedy', 'replacement'],
  ['ChooseRemedy', 'chosenBy', 'seller'],
  ['ChooseRemedy', 'excused', [{ remedy: 'repair', because: 'tired' }]],
  ['ConfirmClaimUnit', 'reservationId', 'reservation-1'],
  ['RefuseClaimUnit', 'because', ''],
  ['RecordRepair', 'attempt', 0],
  ['RecordRepair', 'attempt', 1.5],
  ['RecordRepair', 'outcome', 'perhaps'],
  ['RecordRepair', 'parts', [{ partNo: 'pump-3', partWarranty: '6 months' }]],
  ['RecordRepair', 'labourMinutes', -1],
  ['RecordRepair', 'costMinor', -5],
  ['RecordRepair', 'costMinor', '1000000000000000000'],
  ['RecordRepair', 'chargedMinor', '01'],
  ['RecordRepair', 'currency', 'eur'],
  ['RecordRepair', 'performer', { kind: 'in-house', technicianId: 'Fred' }],
  ['RecordRepair', 'certification', { staffId: 'Fred' }],
  ['ReplaceUnit', 'termPolicy', { kind: 'longer-of' }],
  ['ReplaceUnit', 'termPolicy', { kind: 'forever' }],
  ['ReplaceUnit', 'newAssetId', 'WM-99'],
  ['ReplaceUnit', 'oldSerial', ''],
  ['RecordPriceRemedy', 'paidMinor', '-1'],
  ['RecordPriceRemedy', 'returnCaseId', 'case-1'],
])('%s is refused where %s is %p', (type, field, value) => {
  expect(refusedFor(storedOf(type), field, value)).toContain(field)
})
