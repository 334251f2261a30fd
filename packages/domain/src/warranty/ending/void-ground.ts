import { NonEmptyText, optional, record } from '@aftersale/messages'
import * as t from 'io-ts'

/** What the obligor holds against whoever has the product. The first two are no reason by themselves: no tie-in. */
export const VoidGroundKind = t.keyof(
  {
    'third-party-part': null,
    'third-party-repair': null,
    misuse: null,
    'unauthorised-modification': null,
    'outside-influence': null,
  },
  'VoidGroundKind',
)
export type VoidGroundKind = t.TypeOf<typeof VoidGroundKind>

/**
 * A reason to void, with what makes it one: the exclusion of the layer's terms that it falls under, the failure that it
 * caused, and what shows that.
 */
export const VoidGround = record(
  {
    kind: VoidGroundKind,
    exclusion: optional(NonEmptyText),
    causedFailure: optional(NonEmptyText),
    evidenceIds: t.readonlyArray(NonEmptyText),
  },
  'VoidGround',
)
export type VoidGround = t.TypeOf<typeof VoidGround>
