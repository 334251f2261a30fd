import { explainedErrors } from '@aftersale/messages'
import * as E from 'fp-ts/lib/Either.js'
import type * as t from 'io-ts'
import {
  alert,
  book,
  changeCalendar,
  closeFault,
  complete,
  cover,
  end,
  install,
  move,
  propose,
  read,
  recover,
  register,
  reopen,
  replaceIt,
  retire,
  service,
  setUp,
  setUpByUse,
  skip,
  transfer,
  uncover,
} from './asset.fixtures.js'
import { AssetCommand, assetCommands } from './commands.js'

type Stored = { readonly type: string; readonly data: Readonly<Record<string, unknown>> }

const stored = (command: AssetCommand): Stored => JSON.parse(JSON.stringify(AssetCommand.encode(command)))

const commands = [
  register(),
  transfer(),
  cover(),
  uncover(),
  replaceIt(),
  retire(),
  install(),
  move(),
  service(),
  read(),
  alert(0),
  recover(),
  closeFault(),
  setUp(),
  changeCalendar(),
  propose(),
  book(),
  reopen(),
  complete(),
  skip(),
  end(),
].map(stored)

/** What a command with one other field is refused for. */
const refusedFor = ({ type, data }: Stored, field: string, value: unknown): string => {
  const codec: t.Mixed | undefined = assetCommands.find(({ messageType }) => messageType === type)
  if (codec === undefined) throw new Error(`No command is ${type}`)
  const decoded = codec.decode({ type, data: { ...data, [field]: value } })
  return E.isRight(decoded) ? 'nothing' : JSON.stringify(explainedErrors(decoded.left))
}

const commandOf = (type: string): Stored => {
  const command = commands.find((one) => one.type === type)
  if (command === undefined) throw new Error(`No command is ${type}`)
  return command
}

it('asks about every command', () => {
  expect(commands.map(({ type }) => type)).toStrictEqual(assetCommands.map(({ messageType }) => messageType))
})

it.each(commands)('$type is read as it is written', (command) => {
  const decoded = AssetCommand.decode(command)
  expect(E.isRight(decoded) && AssetCommand.encode(decoded.right)).toStrictEqual(command)
})

it.each(commands)('$type of an unknown id, or at no instant, names the field', (command) => {
  for (const id of ['asset-1', '', 7, null]) expect(refusedFor(command, 'assetId', id)).toContain('assetId')
  const [at = ''] = Object.keys(command.data).filter((field) => field.endsWith('At'))
  for (const instant of ['2025-06-01', '2025-06-31T12:00:00.000Z', '2025-06-01T12:00:00+02:00', 0]) {
    expect(refusedFor(command, at, instant)).toContain(at)
  }
})

it.each([
  ['RegisterAsset', 'serial', ''],
  ['RegisterAsset', 'sku', ' '],
  ['RegisterAsset', 'marketCode', 'Germany'],
  ['RegisterAsset', 'purchase', { purchaseId: 'b', lineId: 'washer', unit: 1 }],
  ['RegisterAsset', 'owner', 'ada'],
  ['RetireAsset', 'because', 'broken'],
  ['InstallAsset', 'place', ''],
  ['InstallAsset', 'performer', { kind: 'customer' }],
  ['RecordService', 'kind', 'cleaning'],
  ['RecordService', 'parts', [{ newSerial: 'P4-2' }]],
  ['RecordMeterReading', 'value', -1],
  ['RecordMeterReading', 'value', 1.5],
  ['RecordMeterReading', 'value', '250'],
  ['RecordMeterReading', 'value', 2 ** 53],
  ['RecordMeterReading', 'startsAnew', false],
  ['RecordTelemetry', 'faultCode', ''],
  ['RecordTelemetry', 'severity', 'fatal'],
  ['RecordTelemetry', 'value', null],
  ['RecordTelemetry', 'value', Number.POSITIVE_INFINITY],
  ['RecordTelemetry', 'value', Number.NaN],
  ['CloseFault', 'because', 'forgotten'],
  ['SetUpMaintenance', 'every', { period: 'P0M' }],
  ['SetUpMaintenance', 'every', { period: 'PT8H' }],
  ['SetUpMaintenance', 'every', { meter: 'cycles', units: 0 }],
  ['SetUpMaintenance', 'every', {}],
  ['SetUpMaintenance', 'anchorOn', '2025-02-29'],
  ['SetUpMaintenance', 'zone', '+02:00'],
  ['SetUpMaintenance', 'proposedDaysAhead', 0],
  ['SetUpMaintenance', 'proposedDaysAhead', 367],
  ['SetUpMaintenance', 'counting', 'from-yesterday'],
  ['BookMaintenance', 'slot', 0],
  ['BookMaintenance', 'slot', 1.5],
  ['BookMaintenance', 'visitId', ''],
  ['CompleteMaintenance', 'visitId', ''],
])('%s refuses %s = %j', (type, field, value) => {
  expect(refusedFor(commandOf(type), field, value)).toContain(field)
})

it.each([
  ['no threshold', { threshold: 0 }],
  ['a window of days', { within: 'P1D' }],
  ['a debounce without a unit', { debounce: '60' }],
  ['a negative cooldown', { cooldown: 'PT-1H' }],
])('refuses a telemetry policy with %s', (_, differing) => {
  const command = commandOf('RecordTelemetry')
  const policy = { ...(command.data['policy'] as object), ...differing }
  expect(refusedFor(command, 'policy', policy)).toContain('policy')
})

it('refuses a calendar on which no visit is ever made, or with hours of no day', () => {
  const none = { monday: [], tuesday: [], wednesday: [], thursday: [], friday: [], saturday: [], sunday: [] }
  const calendar = { calendarId: 'visits', version: 1, holidays: [] }
  for (const command of [commandOf('SetUpMaintenance'), commandOf('ChangeMaintenanceCalendar')]) {
    expect(refusedFor(command, 'calendar', { ...calendar, weekly: none })).toContain('weekly')
    expect(refusedFor(command, 'calendar', { ...calendar, weekly: { monday: none.monday } })).toContain('weekly')
    expect(refusedFor(command, 'calendar', { ...calendar, holidays: ['2025-02-30'] })).toContain('holidays')
  }
})

it('reads both intervals of maintenance', () => {
  for (const command of [setUp(), setUpByUse()])
    expect(AssetCommand.decode(stored(command))).toStrictEqual(E.right(command))
})
