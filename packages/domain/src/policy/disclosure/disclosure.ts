import { Instant, NonEmptyText, optional, PolicyRef, record } from '@aftersale/messages'
import * as t from 'io-ts'

/** Before the contract is concluded, while it is, or after it. */
export const DisclosurePhase = t.keyof(
  { 'pre-purchase': null, 'at-purchase': null, 'post-purchase': null },
  'DisclosurePhase',
)
export type DisclosurePhase = t.TypeOf<typeof DisclosurePhase>

/** That conditions of a policy's version were shown to a customer: which, when, and by which way. */
export const Disclosure = record(
  {
    policyRef: PolicyRef,
    phase: DisclosurePhase,
    channel: optional(NonEmptyText),
    conditionsShown: t.readonlyArray(NonEmptyText),
    shownAt: Instant,
  },
  'Disclosure',
)
export type Disclosure = t.TypeOf<typeof Disclosure>
