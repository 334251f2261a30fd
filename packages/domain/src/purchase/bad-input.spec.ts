import { given } from '@aftersale/decider/testing'
import * as fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { complaintsAbout as complaintsOf, inWords, leavesOf, replacedAt, writtenBy } from '../bad-input.fixtures.js'
import type { Period } from '../calendar/period.js'
import { unitsOf } from '../units/index.js'
import { entitlementCommands, PurchaseCommand, purchaseCommands, refundCommands, saleCommands } from './commands.js'
import {
  after,
  boughtAndDelivered,
  buy,
  cancel,
  cancelRefund,
  card,
  consume,
  disclose,
  dispute,
  ebook,
  fail,
  fourteenDays,
  issue,
  kettle,
  pay,
  purchaseAfter,
  quarter,
  refund,
  registerEvidence,
  release,
  replace,
  reserve,
  settle,
  text,
} from './purchase.fixtures.js'
import { purchase } from './purchase.js'

// What comes from outside and makes no sense: an answer that names the place, and nothing recorded.

const named = [{ lineId: kettle, units: unitsOf([1]) }]
/** Every command of the ledger, with all its fields. */
const usual: ReadonlyArray<PurchaseCommand> = [
  buy({ promotions: [quarter] }),
  pay(),
  disclose({ maxTime: 'P30D' as Period }),
  issue(),
  registerEvidence({ amountMinor: 5n }),
  cancel(),
  reserve(),
  release({ lines: named }),
  consume({ lines: named }),
  replace({ paidOnTop: [{ paymentId: card, minor: 5n }] }),
  refund({
    components: [
      { component: 'goods', lineId: kettle, minor: 5n },
      { component: 'fee', feeId: text('cod'), minor: 5n },
      { component: 'deduction', lineId: kettle, because: text('promotion'), minor: 5n, keptBack: 'goods' },
    ],
  }),
  settle({ minor: 5n }),
  fail(),
  cancelRefund(),
  dispute(),
]

const codecOf = (type: string) => {
  const codec = purchaseCommands.find(({ messageType }) => messageType === type)
  if (codec === undefined) throw new Error(`There is no ${type}`)
  return codec
}
const asJson = (command: PurchaseCommand): unknown => writtenBy(codecOf(command.type), command)

/** Where what a promotion takes is of a kind that there is not, it is named as a whole, with what there is. */
const placeNamed = (path: ReadonlyArray<string | number>): string => inWords(path).replace(/\.takes\.kind$/, '.takes')

const complaintsAbout = (type: string, json: unknown): string => complaintsOf(codecOf(type), json)

/** The same with every leaf whose name ends so replaced, one at a time. */
const spoilt = (isMeant: (name: string) => boolean, leaf: unknown) =>
  usual.flatMap((command) => {
    const json = asJson(command)
    return leavesOf(json).flatMap((path) => {
      const name = path.at(-1)
      return typeof name === 'string' && isMeant(name)
        ? [{ type: command.type, place: placeNamed(path), json: replacedAt(json, path, leaf) }]
        : []
    })
  })

const refusesAll = (cases: ReturnType<typeof spoilt>, atLeast: number): void => {
  expect(cases.length).toBeGreaterThanOrEqual(atLeast)
  for (const { type, place, json } of cases) {
    expect([type, place, complaintsAbout(type, json)]).toStrictEqual([type, place, expect.stringContaining(place)])
  }
}

const isAmount = (name: string): boolean => name === 'minor' || name.endsWith('Minor')

describe('a command from outside', () => {
  it('is tried for every command of the ledger', () => {
    const types = [...saleCommands, ...entitlementCommands, ...refundCommands].map(({ messageType }) => messageType)
    expect(usual.map(({ type }) => type)).toStrictEqual(types)
    for (const command of usual) expect(PurchaseCommand.decode(asJson(command))).toStrictEqual(E.right(command))
  })

  it('is refused without any of its fields, which is named', () => {
    for (const command of usual) {
      const json = asJson(command) as { readonly type: string; readonly data: Readonly<Record<string, unknown>> }
      const codec = codecOf(command.type)
      for (const [name, field] of Object.entries(codec.data.fields)) {
        if ('optional' in field) continue
        const { [name]: _, ...rest } = json.data
        expect(complaintsAbout(command.type, { ...json, data: rest })).toContain(`data.${name}: missing`)
      }
    }
  })

  it.each([
    ['negative', '-1'],
    ['of 10^18 minor units', '1000000000000000000'],
    ['far beyond that', `1${'0'.repeat(400)}`],
    ['a number', 17925],
    ['a decimal', '179.25'],
    ['in words', 'much'],
    ['with a leading zero', '007'],
    ['with an exponent', '1e3'],
    ['minus nothing', '-0'],
  ])('is refused with an amount that is %s, which is named', (_, amount) => {
    refusesAll(spoilt(isAmount, amount), 30)
  })

  it.each(['EUX', 'eur', 'EURO', '', 'XAU', '__proto__', 'constructor'])(
    'is refused in %j, which is no currency',
    (code) => {
      refusesAll(
        spoilt((name) => name === 'currency', code),
        5,
      )
    },
  )

  it.each(['toString', '__proto__', 'constructor', 'hasOwnProperty', '', 'Return'])(
    'is refused with the kind %j, which there is not',
    (word) => {
      const kinds = ['purpose', 'payout', 'outcome', 'component', 'tender', 'phase', 'kind', 'channel']
      const isKind = (name: string): boolean => kinds.includes(name)
      // A fee's kind is a word of the shop's own.
      refusesAll(
        spoilt(isKind, word).filter(({ place }) => !place.includes('fees')),
        15,
      )
    },
  )

  it.each(['', '1', 'not-a-uuid', '0197290F-6B00-7000-8000-000000000001', '0197290f-6b00-0000-8000-000000000001'])(
    'is refused with the id %j where a UUID is asked for',
    (id) => {
      const ids = ['purchaseId', 'reservationId', 'refundId', 'replacementId', 'id']
      refusesAll(
        spoilt((name) => ids.includes(name), id),
        25,
      )
    },
  )

  it.each(['', '  ', '2025-06-02', '2025-06-02T09:00', '2025-13-01T00:00:00.000Z', 'yesterday'])(
    'is refused with the instant %j',
    (instant) => {
      refusesAll(
        spoilt((name) => name.endsWith('At'), instant),
        15,
      )
    },
  )

  it.each([0, -1, 1.5, 2 ** 53, '2'])('is refused with a quantity of %j', (quantity) => {
    refusesAll(
      spoilt((name) => name === 'quantity' || name === 'first' || name === 'last', quantity),
      8,
    )
  })

  it('is refused with a price tag below nothing, or with none that can be read', () => {
    for (const unitPrice of ['-1.00', '1,00', '1e3', 1]) {
      const json = replacedAt(asJson(buy()), ['data', 'lines', 0, 'unitPrice'], unitPrice)
      expect(complaintsAbout('RecordPurchase', json)).toContain('data.lines[0].unitPrice')
    }
  })

  it('never crashes the reader, whatever it is', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...usual),
        fc.anything({ withBigInt: true, withNullPrototype: true }),
        (command, data) => {
          for (const input of [
            data,
            { type: command.type, data },
            { ...command, data: { ...command.data, ...(data as object) } },
          ]) {
            const decoded = PurchaseCommand.decode(input)
            if (E.isRight(decoded)) expect(() => given(purchase, after(buy())).when(decoded.right)).not.toThrow()
          }
        },
      ),
      { numRuns: 100 },
    )
  })
})

describe('keys that could pollute', () => {
  const hostile = ['__proto__', 'constructor', 'prototype', 'toString', 'valueOf']

  it('are ids like any other: of no line, payment, fee, receipt or dispute there is', () => {
    for (const key of hostile) {
      const had = given(purchase, after(...boughtAndDelivered))
      const lineId = text(key) as never
      expect(had.when(reserve({ lines: [{ lineId, quantity: 1 as never }] })).decision).toMatchObject({
        left: { reason: 'LineUnknown' },
      })
      expect(had.when(refund({ tenders: [{ paymentId: text(key), minor: 2134n }] })).decision).toMatchObject({
        left: { reason: 'PaymentUnknown' },
      })
      expect(had.when(dispute({ disputeId: text(key) })).decision).toMatchObject({ right: [{ type: 'DisputeOpened' }] })
      expect(had.when(issue({ ref: text(key) })).decision).toMatchObject({ right: [{ type: 'ReceiptIssued' }] })
    }
  })

  it('can name a line, which is kept apart from all objects', () => {
    const [line] = buy().data.lines
    if (line === undefined) throw new Error('The usual purchase has lines')
    const odd = { ...line, lineId: text('__proto__') as never }
    const { units } = purchaseAfter(buy({ lines: [odd], shipping: [], fees: [], totalMinor: odd.grossMinor }))
    expect([...units.accounts.keys()]).toStrictEqual(['__proto__'])
    expect(units.accounts.get(ebook)).toBeUndefined()
  })
})

it.each(['P0D', 'P', 'PT720H', 'P1DT1H', '-P30D', '30'])('a longest time of %j is refused by its name', (maxTime) => {
  const json = replacedAt(asJson(disclose()), ['data', 'maxTime'], maxTime)
  expect(complaintsAbout('DisclosePolicy', json)).toContain('data.maxTime')
})

describe('a reference to a policy', () => {
  it('has a version that is a whole number above nothing', () => {
    for (const version of [0, -1, 1.5, '3']) {
      const json = replacedAt(asJson(disclose()), ['data', 'policyRef', 'version'], version)
      expect(complaintsAbout('DisclosePolicy', json)).toContain('data.policyRef.version')
    }
    expect(fourteenDays.version).toBe(3)
  })
})
