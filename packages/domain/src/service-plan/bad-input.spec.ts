import { explainedErrors } from '@aftersale/messages'
import * as E from 'fp-ts/lib/Either.js'
import type * as t from 'io-ts'
import { ServicePlanCommand } from './commands.js'
import {
  activate,
  assignManager,
  cancel,
  consume,
  endCoolingOff,
  expire,
  expireQuote,
  notice,
  quote,
  renew,
  reset,
  restore,
  resume,
  reverse,
  sell,
  suspend,
} from './service-plan.fixtures.js'

const stored = (command: ServicePlanCommand): { type: string; data: Record<string, unknown> } =>
  JSON.parse(JSON.stringify(ServicePlanCommand.encode(command)))

const commands = [
  quote({ business: {} }),
  expireQuote(),
  sell(),
  endCoolingOff(),
  activate(),
  suspend(),
  resume(),
  consume(),
  restore(),
  reset(),
  notice(),
  renew(),
  reverse(),
  assignManager(),
  cancel(),
  expire(),
].map(stored)
const timesOf = ({ data }: (typeof commands)[number]) => Object.keys(data).filter((field) => field.endsWith('At'))
const paid = commands.filter(({ data }) => 'paidMinor' in data)
const using = commands.filter(({ data }) => 'usedFor' in data)

/** What a command with one other field is refused for. */
const refusedFor = ({ type, data }: (typeof commands)[number], field: string, value: unknown): string => {
  const codec: t.Mixed | undefined = ServicePlanCommand.types.find(({ messageType }) => messageType === type)
  if (codec === undefined) throw new Error(`No command is ${type}`)
  const decoded = codec.decode({ type, data: { ...data, [field]: value } })
  return E.isRight(decoded) ? 'nothing' : JSON.stringify(explainedErrors(decoded.left))
}

it('is asked of every command', () => {
  expect(commands.map(({ type }) => type)).toStrictEqual(ServicePlanCommand.types.map(({ messageType }) => messageType))
})

it.each(commands)('$type is read as it is written', (command) => {
  const decoded = ServicePlanCommand.decode(command)
  expect(E.isRight(decoded) && ServicePlanCommand.encode(decoded.right)).toStrictEqual(command)
})

it.each(commands)('$type of an unknown id names the field', (command) => {
  for (const id of ['plan-1', '', 7, null]) expect(refusedFor(command, 'servicePlanId', id)).toContain('servicePlanId')
})

it.each(commands)('$type is refused at no instant', (command) => {
  expect(timesOf(command)).toHaveLength(1)
  for (const field of timesOf(command)) {
    for (const time of ['2025-06-02', '2025-02-30T10:00:00.000Z', '2025-06-02T10:00:00+02:00', 0, null]) {
      expect(refusedFor(command, field, time)).toContain(field)
    }
  }
})

describe.each(paid)('what was paid of $type', (command) => {
  it.each([
    ['a number', 100],
    ['negative', '-1'],
    ['10^18 minor units', '1000000000000000000'],
    ['with decimals', '1.00'],
    ['with a leading zero', '0100'],
    ['empty', ''],
  ])('is refused where it is %s', (_, minor) => {
    expect(refusedFor(command, 'paidMinor', minor)).toContain('paidMinor')
  })

  it.each(['EURO', 'eur', 'XAU', '', 978])('is refused in the currency %s', (currency) => {
    expect(refusedFor(command, 'currency', currency)).toContain('currency')
  })

  it('is refused on a line that is none', () => {
    const purchaseId = '0197290f-6a00-7000-8000-00000000aaaa'
    for (const unit of [0, -1, 1.5, '1']) {
      expect(refusedFor(command, 'purchase', { purchaseId, lineId: 'care', unit })).toContain('purchase.unit')
    }
    expect(refusedFor(command, 'purchase', { purchaseId, lineId: ' ', unit: 1 })).toContain('purchase.lineId')
  })
})

describe.each(using)('what $type is for', (command) => {
  it('is refused where it is nothing', () => {
    expect(refusedFor(command, 'usedFor', { aggregate: '', id: 'v-1' })).toContain('usedFor.id')
    expect(refusedFor(command, 'kind', 'wishes')).toContain('kind')
  })
})

it('refuses to use none, less than none, or a part', () => {
  for (const quantity of [0, -1, 0.5, '1', 2 ** 53]) {
    expect(refusedFor(stored(consume()), 'quantity', quantity)).toContain('quantity')
  }
})

it('refuses terms that are none, at their place', () => {
  const command = stored(quote())
  const terms = command.data['terms'] as Record<string, unknown>
  expect(refusedFor(command, 'terms', { ...terms, period: 'P0D' })).toContain('terms.period')
  expect(refusedFor(command, 'terms', { ...terms, zone: '+01:00' })).toContain('terms.zone')
  expect(refusedFor(command, 'terms', undefined)).toContain('terms')
})
