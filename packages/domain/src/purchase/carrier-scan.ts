import { Instant, NonEmptyText, optional, personal, record } from '@aftersale/messages'
import * as t from 'io-ts'

/**
 * What a carrier's scan says, whatever the carrier calls it. `label-created` says that somebody printed a label: nothing
 * has left yet. `delivered` after `returned-to-sender` says that the sender has it back.
 */
export const ScanCode = t.keyof(
  {
    'label-created': null,
    'handed-over': null,
    'in-transit': null,
    'out-for-delivery': null,
    'delivery-attempt-failed': null,
    'available-for-pickup': null,
    exception: null,
    delivered: null,
    'returned-to-sender': null,
    destroyed: null,
  },
  'ScanCode',
)
export type ScanCode = t.TypeOf<typeof ScanCode>

/** `cause` is a code of the carrier's own list (`refused`, `unclaimed`, `customs`), never free text. */
export const scanFields = {
  /** The carrier's own id of the scan: by it a scan that is sent again is known. */
  carrierEventId: NonEmptyText,
  code: ScanCode,
  scannedAt: Instant,
  place: optional(personal(t.string)),
  cause: optional(NonEmptyText),
}

/** What shows that the customer got it. */
export const DeliveryProof = record(
  {
    kind: t.keyof({
      signature: null,
      photo: null,
      pin: null,
      'carrier-scan': null,
      'customer-confirmation': null,
      'staff-confirmation': null,
    }),
    ref: optional(personal(NonEmptyText)),
  },
  'DeliveryProof',
)
export type DeliveryProof = t.TypeOf<typeof DeliveryProof>
