import { Instant, message, NonEmptyText, optional, personal } from '@aftersale/messages'
import * as t from 'io-ts'
import { AssetId } from '../../asset/asset-id.js'
import { CustomerId } from '../../customer/customer-id.js'
import { ReturnCaseId } from '../../return-case/return-case-id.js'
import { VoidGround } from '../ending/void-ground.js'
import { TermPolicy } from '../layers/term-policy.js'
import { WarrantyId } from '../warranty-id.js'

/** The product has another owner. Layers go along whose terms let them; a stranger is told without an id. */
export const TransferWarranty = message('TransferWarranty', {
  warrantyId: WarrantyId,
  transferId: NonEmptyText,
  to: optional(CustomerId),
  transferredAt: Instant,
})

/** The obligor stands by layers no more. Never by what the law gives; never for parts or service of others alone. */
export const VoidWarranty = message('VoidWarranty', {
  warrantyId: WarrantyId,
  voidId: NonEmptyText,
  /** Absent: every layer that can be voided. */
  layerIds: optional(t.readonlyArray(NonEmptyText)),
  grounds: t.readonlyArray(VoidGround),
  voidedAt: Instant,
})

/** Whoever has the product says that the grounds are not so. */
export const ContestVoid = message('ContestVoid', {
  warrantyId: WarrantyId,
  voidId: NonEmptyText,
  contestId: NonEmptyText,
  says: optional(personal(NonEmptyText)),
  evidenceIds: t.readonlyArray(NonEmptyText),
  contestedAt: Instant,
})

/** `because` is a code. What is lifted covers as if it had never been voided. */
export const AnswerVoidContest = message('AnswerVoidContest', {
  warrantyId: WarrantyId,
  voidId: NonEmptyText,
  contestId: NonEmptyText,
  answer: t.keyof({ upheld: null, lifted: null }),
  because: NonEmptyText,
  answeredAt: Instant,
})

/** Another unit was given in its place: its warranty goes on from here. */
export const SupersedeWarranty = message('SupersedeWarranty', {
  warrantyId: WarrantyId,
  byWarrantyId: WarrantyId,
  byAssetId: optional(AssetId),
  termPolicy: TermPolicy,
  /** The layer by which it was replaced; the others get no more than what was left of them. */
  forLayerId: optional(NonEmptyText),
  supersededAt: Instant,
})

/** The unit was given back for its price, whole: nobody has it to be warranted for. `because` is a code. */
export const CancelWarranty = message('CancelWarranty', {
  warrantyId: WarrantyId,
  because: NonEmptyText,
  returnCaseId: optional(ReturnCaseId),
  cancelledAt: Instant,
})

export const endingCommands = [
  TransferWarranty,
  VoidWarranty,
  ContestVoid,
  AnswerVoidContest,
  SupersedeWarranty,
  CancelWarranty,
] as const

export type TransferWarranty = t.TypeOf<typeof TransferWarranty>
export type VoidWarranty = t.TypeOf<typeof VoidWarranty>
export type ContestVoid = t.TypeOf<typeof ContestVoid>
export type AnswerVoidContest = t.TypeOf<typeof AnswerVoidContest>
export type SupersedeWarranty = t.TypeOf<typeof SupersedeWarranty>
export type CancelWarranty = t.TypeOf<typeof CancelWarranty>
export type EndingCommand =
  | TransferWarranty
  | VoidWarranty
  | ContestVoid
  | AnswerVoidContest
  | SupersedeWarranty
  | CancelWarranty
