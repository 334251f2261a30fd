import type { Instant, NonEmptyText } from '@aftersale/messages'

export type CustodyRejection =
  | { readonly reason: 'CustodyIdReused'; readonly custodyId: NonEmptyText }
  | { readonly reason: 'CustodyUnknown'; readonly custodyId: NonEmptyText }
  | { readonly reason: 'HandedBackBeforeTaken'; readonly takenAt: Instant }
  | { readonly reason: 'TakenBeforeRequested'; readonly requestedAt: Instant }
  | { readonly reason: 'SuspensionIdReused'; readonly suspensionId: NonEmptyText }
  | { readonly reason: 'SuspensionUnknown'; readonly suspensionId: NonEmptyText }
  | { readonly reason: 'ResumedBeforeSuspended'; readonly suspendedAt: Instant }
  | { readonly reason: 'NeverRestsByAgreement'; readonly layerId: NonEmptyText }
  | { readonly reason: 'NothingToSuspend' }

export const custodyRejections: Readonly<Record<CustodyRejection['reason'], string>> = {
  CustodyIdReused: 'The product was taken by that id otherwise.',
  CustodyUnknown: 'The product was not taken into custody by that id.',
  HandedBackBeforeTaken: 'The product was taken only later.',
  TakenBeforeRequested: 'The customer asked for it only later.',
  SuspensionIdReused: 'The warranty was suspended by that id otherwise.',
  SuspensionUnknown: 'The warranty was not suspended by that id.',
  ResumedBeforeSuspended: 'The warranty was suspended only later.',
  NeverRestsByAgreement: 'What the law gives never rests by agreement.',
  NothingToSuspend: 'No layer is left that can rest by agreement.',
}
