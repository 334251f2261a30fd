import type {
  PurchaseCommand,
  PurchaseEvent,
  PurchaseState,
  StoreCreditCommand,
  StoreCreditEvent,
  StoreCreditState,
} from '@aftersale/domain'
import * as E from 'fp-ts/lib/Either.js'
import type { BrokenRules, Decide } from './ledger-world.fixtures.js'

// How a rule of an aggregate is left out, to see whether anybody notices.

/** A rule by what it forbids, what is seen where it is left out, and a schedule that shows it. */
export type BrokenRule = readonly [
  forbidden: string,
  fault: RegExp,
  lookFirstAt: number,
  rules: { readonly brokenRules: BrokenRules },
]

export type Purchase = Extract<PurchaseState, { readonly status: 'recorded' }>['purchase']
export type CreditAccount = Exclude<StoreCreditState, { readonly status: 'not-issued' }>['credit']

const breaking = (category: 'purchase' | 'storeCredit', rule: (decide: Decide) => Decide): BrokenRule[3] => ({
  brokenRules: new Map([[category, rule]]),
})

/** The purchase decides as if it stood otherwise than it does, where such a command comes. */
export const decidingOn = (
  types: ReadonlyArray<PurchaseCommand['type']>,
  seen: (purchase: Purchase) => Purchase,
): BrokenRule[3] =>
  breaking('purchase', (decide) => (command, state) => {
    const purchaseState = state as PurchaseState
    const isMeant = types.includes((command as PurchaseCommand).type) && purchaseState.status === 'recorded'
    return decide(command, isMeant ? { status: 'recorded', purchase: seen(purchaseState.purchase) } : state)
  })

/** So does a credit. */
export const creditDecidingOn = (
  types: ReadonlyArray<StoreCreditCommand['type']>,
  seen: (state: StoreCreditState) => StoreCreditState,
): BrokenRule[3] =>
  breaking(
    'storeCredit',
    (decide) => (command, state) =>
      decide(command, types.includes((command as StoreCreditCommand).type) ? seen(state as StoreCreditState) : state),
  )

/** What follows a decision is recorded otherwise than it was decided: as several events, another, or none. */
export const recordingAs = (
  change: (event: PurchaseEvent) => PurchaseEvent | ReadonlyArray<PurchaseEvent>,
): BrokenRule[3] =>
  breaking(
    'purchase',
    recorded((event) => change(event as PurchaseEvent)),
  )

export const creditRecordingAs = (
  change: (event: StoreCreditEvent) => StoreCreditEvent | ReadonlyArray<StoreCreditEvent>,
): BrokenRule[3] =>
  breaking(
    'storeCredit',
    recorded((event) => change(event as StoreCreditEvent)),
  )

const recorded =
  (change: (event: unknown) => unknown) =>
  (decide: Decide): Decide =>
  (command, state) =>
    E.map((events: ReadonlyArray<unknown>) => events.flatMap((event) => change(event)))(decide(command, state))

export const mapped = <Key, Value>(
  map: ReadonlyMap<Key, Value>,
  change: (value: Value) => Value,
): ReadonlyMap<Key, Value> => new Map([...map].map(([key, value]) => [key, change(value)]))

/** More than anything costs. */
export const rich = 10n ** 12n
