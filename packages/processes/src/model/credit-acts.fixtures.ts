import { type StoreCreditCommand, type StoreCreditState, storeCreditAggregate } from '@aftersale/domain'
import { type Act, type Dice, oneOf } from './act.fixtures.js'
import { GIFT, GIFT_CODE } from './ledger-shop.fixtures.js'
import type { LedgerWorld } from './ledger-world.fixtures.js'
import { toCredit, uuid } from './shop.fixtures.js'

const PREFIX = 'storeCredit-'

const creditsIn = (world: LedgerWorld): ReadonlyArray<string> =>
  [...world.streams.keys()].filter((name) => name.startsWith(PREFIX)).map((name) => name.slice(PREFIX.length))

/** Some steps on one credit, in any order and more than once: those of returns as often as the gift. */
export const spendCredit: Act = (world, dice) => {
  const ofReturns = creditsIn(world).filter((id) => id !== GIFT)
  const creditId = (dice(2) === 0 ? oneOf(ofReturns, dice) : undefined) ?? GIFT
  const pays = {
    authorisationId: `pay-${dice(5)}`,
    captureId: `capture-${dice(3)}`,
    minor: 4 + dice(dice(2) === 0 ? 300 : 2500),
  }
  for (let step = 0, steps = 1 + dice(5); step <= steps; step += 1) {
    const all = commandsFor(world, creditId, pays, dice)
    const command =
      all[step === 0 ? 0 : step === 1 && dice(3) > 0 ? 1 : ([1, 1, 2, 3, 3, 4, 4, 4, 4, 5, 6, 7][dice(12)] ?? 1)]
    if (command !== undefined) toCredit(world, command as unknown as StoreCreditCommand)
  }
}

interface Pays {
  readonly authorisationId: string
  readonly captureId: string
  readonly minor: number
}

const commandsFor = (
  world: LedgerWorld,
  creditId: string,
  { authorisationId, captureId, minor }: Pays,
  dice: Dice,
): ReadonlyArray<object> => {
  const at = world.now()
  const holder = creditId === GIFT && dice(2) === 0 ? { claimCode: GIFT_CODE } : { customerId: uuid('bbbb', 1) }
  // A quarter of it, all of it, or more.
  const parts = (most: number) => ({ minor: BigInt(Math.trunc((minor * (1 + dice(most))) / 4)), currency: 'EUR' })
  return [
    { type: 'AuthoriseStoreCredit', data: { creditId, ...holder, authorisationId, ...parts(4), authorisedAt: at } },
    {
      type: 'CaptureStoreCredit',
      data: { creditId, authorisationId, captureId, ...parts(4), isLast: dice(2) === 0, capturedAt: at },
    },
    { type: 'AuthoriseStoreCredit', data: { creditId, ...holder, authorisationId, ...parts(4), authorisedAt: at } },
    { type: 'VoidStoreCredit', data: { creditId, authorisationId, voidedAt: at } },
    {
      type: 'CreditStoreCredit',
      data: {
        creditId,
        creditingId: `back-${dice(3)}`,
        captureId,
        ...parts(3),
        ...(creditId === GIFT && dice(2) === 0 ? { extendsTo: '2025-07-20' } : {}),
        creditedAt: at,
      },
    },
    {
      type: 'ClaimStoreCredit',
      data: { creditId, claimCode: GIFT_CODE, customerId: uuid('bbbb', 1 + dice(2)), claimedAt: at },
    },
    {
      type: 'IssueStoreCredit',
      data: {
        creditId,
        customerId: uuid('bbbb', 1),
        minor: 9000n,
        currency: 'EUR',
        cause: { aggregate: 'serviceTicket', id: uuid('7777', 2) },
        issuedAt: at,
      },
    },
    ...(dice(2) === 0
      ? [{ type: 'InvalidateStoreCredit', data: { creditId, because: 'fraud', invalidatedAt: at } }]
      : []),
  ]
}

/** Whatever is left of credits that returns gave is spent, if it can be. */
export const spendWhatIsLeft = (world: LedgerWorld): void => {
  for (const creditId of creditsIn(world)) {
    const state: StoreCreditState = world.stateOf(storeCreditAggregate, creditId)
    if (creditId === GIFT || state.status === 'not-issued') continue
    const money = { minor: state.credit.issued.minor, currency: 'EUR' }
    const [authorisationId, captureId, at] = ['pay-the-rest', 'capture-the-rest', world.now()]
    const holder = { customerId: uuid('bbbb', 1) }
    for (const command of [
      { type: 'AuthoriseStoreCredit', data: { creditId, ...holder, authorisationId, ...money, authorisedAt: at } },
      {
        type: 'CaptureStoreCredit',
        data: { creditId, authorisationId, captureId, ...money, isLast: true, capturedAt: at },
      },
    ]) {
      toCredit(world, command as unknown as StoreCreditCommand)
    }
  }
}
