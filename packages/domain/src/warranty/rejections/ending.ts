import type { NonEmptyText } from '@aftersale/messages'
import type { CustomerId } from '../../customer/customer-id.js'
import type { VoidGroundKind } from '../ending/void-ground.js'
import type { WarrantyId } from '../warranty-id.js'

export type EndingRejection =
  | { readonly reason: 'WarrantyOver'; readonly because: 'superseded' | 'cancelled' }
  | { readonly reason: 'TransferIdReused'; readonly transferId: NonEmptyText }
  | { readonly reason: 'OwnerAlready'; readonly customerId: CustomerId }
  | { readonly reason: 'VoidIdReused'; readonly voidId: NonEmptyText }
  | { readonly reason: 'VoidUnknown'; readonly voidId: NonEmptyText }
  | { readonly reason: 'NothingToVoid' }
  | { readonly reason: 'NoGround' }
  | { readonly reason: 'LawNeverVoided'; readonly layerId: NonEmptyText }
  | { readonly reason: 'TieIn'; readonly kind: VoidGroundKind }
  | { readonly reason: 'ExclusionNotInTerms'; readonly layerId: NonEmptyText }
  | { readonly reason: 'CauseNotShown'; readonly kind: VoidGroundKind }
  | { readonly reason: 'ContestIdReused'; readonly contestId: NonEmptyText }
  | { readonly reason: 'ContestUnknown'; readonly contestId: NonEmptyText }
  | { readonly reason: 'ContestAnswered'; readonly answer: 'upheld' | 'lifted' }
  | { readonly reason: 'VoidLiftedAlready'; readonly voidId: NonEmptyText }
  | { readonly reason: 'SupersededByItself' }
  | { readonly reason: 'SupersededByAnother'; readonly byWarrantyId: WarrantyId }

export const endingRejections: Readonly<Record<EndingRejection['reason'], string>> = {
  WarrantyOver: 'Another unit was given in its place, or the unit was given back for its price.',
  TransferIdReused: 'The transfer was to somebody else.',
  OwnerAlready: 'That customer has the product already.',
  VoidIdReused: 'Something else was voided by that id.',
  VoidUnknown: 'Nothing was voided by that id.',
  NothingToVoid: 'No layer is left that can be voided.',
  NoGround: 'Nothing is held against whoever has the product.',
  LawNeverVoided: 'What the law gives is never voided; a single claim can be rejected.',
  TieIn: 'A part or a repair of somebody else voids nothing by itself, whatever the terms say.',
  ExclusionNotInTerms: 'The layer does not exclude that: it has to be one of its exclusions.',
  CauseNotShown: 'That it caused a failure has to be said, and shown by something.',
  ContestIdReused: 'Something else was contested by that id.',
  ContestUnknown: 'Nothing was contested by that id.',
  ContestAnswered: 'The contest was answered otherwise.',
  VoidLiftedAlready: 'The void was lifted: there is nothing to contest.',
  SupersededByItself: 'A unit is not replaced by itself.',
  SupersededByAnother: 'The unit was replaced by another one.',
}
