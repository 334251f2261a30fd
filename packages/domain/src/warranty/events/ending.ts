import { Instant, message, NonEmptyText, optional, personal } from '@aftersale/messages'
import * as t from 'io-ts'
import { AssetId } from '../../asset/asset-id.js'
import { CustomerId } from '../../customer/customer-id.js'
import { RuleTrace } from '../../policy/rule-trace.js'
import { ReturnCaseId } from '../../return-case/return-case-id.js'
import { VoidGround } from '../ending/void-ground.js'
import { Carried } from '../layers/carried.js'
import { TermPolicy } from '../layers/term-policy.js'
import { WarrantyId } from '../warranty-id.js'

// Stored format. Names and fields below are what the event store holds: add, never rename (ADR 0004).
// `because` is a code of the desk's own list, never free text: it is kept in clear.

export const WarrantyTransferred = message(
  'WarrantyTransferred',
  {
    warrantyId: WarrantyId,
    transferId: NonEmptyText,
    from: optional(CustomerId),
    to: optional(CustomerId),
    /** Layers whose terms do not go along: they cover no more. */
    lapsedLayerIds: t.readonlyArray(NonEmptyText),
    trace: RuleTrace,
    transferredAt: Instant,
  },
  { description: 'The product has another owner, and the layers go along whose terms let them.' },
)

export const WarrantyTransferRefused = message(
  'WarrantyTransferRefused',
  {
    warrantyId: WarrantyId,
    transferId: NonEmptyText,
    to: optional(CustomerId),
    reasons: t.readonlyArray(t.keyof({ NoLayerTransferable: null })),
    trace: RuleTrace,
    refusedAt: Instant,
  },
  { description: 'No layer that still counts goes along to another owner.' },
)

export const WarrantyVoided = message('WarrantyVoided', {
  warrantyId: WarrantyId,
  voidId: NonEmptyText,
  layerIds: t.readonlyArray(NonEmptyText),
  grounds: t.readonlyArray(VoidGround),
  trace: RuleTrace,
  voidedAt: Instant,
})

export const WarrantyVoidContested = message('WarrantyVoidContested', {
  warrantyId: WarrantyId,
  voidId: NonEmptyText,
  contestId: NonEmptyText,
  says: optional(personal(NonEmptyText)),
  evidenceIds: t.readonlyArray(NonEmptyText),
  contestedAt: Instant,
})

export const WarrantyVoidUpheld = message('WarrantyVoidUpheld', {
  warrantyId: WarrantyId,
  voidId: NonEmptyText,
  contestId: NonEmptyText,
  because: NonEmptyText,
  answeredAt: Instant,
})

export const WarrantyVoidLifted = message(
  'WarrantyVoidLifted',
  {
    warrantyId: WarrantyId,
    voidId: NonEmptyText,
    contestId: NonEmptyText,
    /** They cover as if they had never been voided; none where an earlier contest had lifted it. */
    layerIds: t.readonlyArray(NonEmptyText),
    because: NonEmptyText,
    answeredAt: Instant,
  },
  { description: 'The contest was right: the layers cover again, and did all the time.' },
)

export const WarrantySuperseded = message('WarrantySuperseded', {
  warrantyId: WarrantyId,
  byWarrantyId: WarrantyId,
  byAssetId: optional(AssetId),
  termPolicy: TermPolicy,
  /** What the warranty of the unit in its place starts with. */
  carried: Carried,
  supersededAt: Instant,
})

export const WarrantyCancelled = message('WarrantyCancelled', {
  warrantyId: WarrantyId,
  because: NonEmptyText,
  returnCaseId: optional(ReturnCaseId),
  cancelledAt: Instant,
})

export const endingEvents = [
  WarrantyTransferred,
  WarrantyTransferRefused,
  WarrantyVoided,
  WarrantyVoidContested,
  WarrantyVoidUpheld,
  WarrantyVoidLifted,
  WarrantySuperseded,
  WarrantyCancelled,
] as const

export type WarrantyTransferred = t.TypeOf<typeof WarrantyTransferred>
export type WarrantyTransferRefused = t.TypeOf<typeof WarrantyTransferRefused>
export type WarrantyVoided = t.TypeOf<typeof WarrantyVoided>
export type WarrantyVoidContested = t.TypeOf<typeof WarrantyVoidContested>
export type WarrantyVoidUpheld = t.TypeOf<typeof WarrantyVoidUpheld>
export type WarrantyVoidLifted = t.TypeOf<typeof WarrantyVoidLifted>
export type WarrantySuperseded = t.TypeOf<typeof WarrantySuperseded>
export type WarrantyCancelled = t.TypeOf<typeof WarrantyCancelled>
export type EndingEvent =
  | WarrantyTransferred
  | WarrantyTransferRefused
  | WarrantyVoided
  | WarrantyVoidContested
  | WarrantyVoidUpheld
  | WarrantyVoidLifted
  | WarrantySuperseded
  | WarrantyCancelled
