import { explainedErrors } from '@aftersale/messages'
import * as E from 'fp-ts/lib/Either.js'
import type * as t from 'io-ts'
import { type SettlementCommand, settlementCommands } from '../commands/settlement.js'
import { kettles, text } from '../return-case.fixtures.js'
import {
  advanceDelivered,
  advanceReturned,
  approve,
  charge,
  choose,
  close,
  creditId,
  delivered,
  dispatched,
  exchangeOf,
  giveUp,
  offered,
  outcome,
  outOfStock,
  overdue,
  propose,
  purchaseOf,
  refundId,
  refundOf,
  rejectProposal,
  retry,
  reverseCharge,
  sendInAdvance,
  sentBack,
  surplusPaid,
} from './settlement.fixtures.js'

const bought = purchaseOf([kettles()])
const commands: ReadonlyArray<SettlementCommand> = [
  propose({
    legs: [
      refundOf({ kettles: [1] }, { credit: { creditId: creditId(1), customerAgreed: true } }),
      exchangeOf({ kettles: [2] }, [offered('teapot', 1, [3500n, 665n])], {
        legId: text('leg-2'),
        difference: { refundId: refundId(2) },
      }),
    ],
    evidence: [bought],
  }),
  approve(),
  rejectProposal(),
  outcome(),
  retry({ evidence: bought }),
  sentBack(),
  surplusPaid(),
  outOfStock(),
  choose({ replacement: [offered('teapot', 1, [3500n, 665n])], evidence: bought }),
  giveUp(),
  dispatched(),
  delivered(),
  sendInAdvance({ evidence: bought }),
  advanceDelivered(),
  advanceReturned(),
  charge(),
  reverseCharge(),
  overdue(),
  close(),
]

type Written = { readonly type: string; readonly data: Readonly<Record<string, unknown>> }

const codecOf = (type: string): t.Mixed => {
  const codec: t.Mixed | undefined = settlementCommands.find(({ messageType }) => messageType === type)
  if (codec === undefined) throw new Error(`No command is ${type}`)
  return codec
}
const written = (command: SettlementCommand): Written =>
  JSON.parse(JSON.stringify(codecOf(command.type).encode(command)))

/** The fields at fault of a command with one other value, given as a path. */
const faultsOf = (command: SettlementCommand, path: ReadonlyArray<string | number>, value: unknown): string => {
  const changed = structuredClone(written(command)) as unknown as Record<string, unknown>
  const parent = path
    .slice(0, -1)
    .reduce<Record<string, unknown>>((at, key) => at[key] as Record<string, unknown>, changed)
  parent[String(path.at(-1))] = value
  const decoded = codecOf(command.type).decode(changed)
  return E.isRight(decoded) ? 'nothing' : JSON.stringify(explainedErrors(decoded.left))
}

it('is about every command of a settlement', () => {
  expect(commands.map(({ type }) => type)).toStrictEqual(settlementCommands.map(({ messageType }) => messageType))
})

it.each(commands)('$type is read as it is written', (command) => {
  expect(codecOf(command.type).decode(written(command))).toStrictEqual(E.right(command))
})

it.each(commands)('$type names its case by a UUID', (command) => {
  for (const id of ['case-1', '', 7, null]) {
    expect(faultsOf(command, ['data', 'returnCaseId'], id)).toContain('returnCaseId')
  }
})

const [proposal, , , , , , payment, , choice, , , , advance] = commands
const amounts: ReadonlyArray<readonly [string, SettlementCommand | undefined, ReadonlyArray<string | number>]> = [
  ['a payment on top', payment, ['data', 'minor']],
  ['the price of a replacement', proposal, ['data', 'legs', 1, 'replacement', 0, 'price', 'netMinor']],
  ['the tax of another choice', choice, ['data', 'replacement', 0, 'price', 'taxMinor']],
  ['what is held', advance, ['data', 'terms', 'minor']],
  ['what was paid for a line', proposal, ['data', 'evidence', 0, 'lines', 0, 'netMinor']],
  ['what may be refunded', proposal, ['data', 'evidence', 0, 'payments', 0, 'refundableMinor']],
]

describe.each(amounts)('the amount of %s', (_, command, path) => {
  it.each([
    ['a number', 100],
    ['negative', '-1'],
    ['10^18 minor units', '1000000000000000000'],
    ['with decimals', '1.00'],
    ['empty', ''],
  ])('is refused where it is %s, by the name of its field', (__, value) => {
    if (command === undefined) throw new Error('No command')
    expect(faultsOf(command, path, value)).toContain(String(path.at(-1)))
  })
})

describe('a currency, a kind and a set of units', () => {
  it.each(['EURO', 'eur', 'XAU', 978])('are refused of the currency %s', (currency) => {
    if (payment === undefined || advance === undefined) throw new Error('No command')
    expect(faultsOf(payment, ['data', 'currency'], currency)).toContain('currency')
    expect(faultsOf(advance, ['data', 'terms', 'currency'], currency)).toContain('currency')
  })

  it('are refused of words that are none', () => {
    if (proposal === undefined || advance === undefined) throw new Error('No command')
    expect(faultsOf(proposal, ['data', 'legs', 0, 'kind'], 'cash')).not.toBe('nothing')
    expect(faultsOf(advance, ['data', 'terms', 'by'], 'promise')).toContain('by')
    const [, , , told] = commands
    if (told === undefined) throw new Error('No command')
    expect(faultsOf(told, ['data', 'outcome'], 'refunded')).toContain('outcome')
  })

  it('are refused of runs that are backwards, overlap or touch', () => {
    if (proposal === undefined) throw new Error('No command')
    for (const units of [
      [{ first: 2, last: 1 }],
      [
        { first: 1, last: 2 },
        { first: 2, last: 3 },
      ],
      [{ first: 0, last: 1 }],
    ]) {
      expect(faultsOf(proposal, ['data', 'legs', 0, 'lines', 0, 'units'], units)).not.toBe('nothing')
    }
  })
})
