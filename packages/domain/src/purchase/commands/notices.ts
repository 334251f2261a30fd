import { Instant, message, NonEmptyText, PositiveInteger } from '@aftersale/messages'
import type * as t from 'io-ts'
import { Channel } from '../../channel/channel.js'
import { NoticeSubject } from '../notice-subject.js'
import { PurchaseId } from '../purchase-id.js'
import { ShipmentId } from '../shipment-id.js'

const shipmentFields = { purchaseId: PurchaseId, shipmentId: ShipmentId }

/** Issued by time, where nothing was delivered by `dueAt` and nobody had said that it would be late. */
export const DetectDelay = message('DetectDelay', { ...shipmentFields, dueAt: Instant })

/** The customer was told; by `sentAt` it is judged, not by when it is recorded. */
export const NotifyCustomer = message('NotifyCustomer', {
  ...shipmentFields,
  noticeId: NonEmptyText,
  about: NoticeSubject,
  channel: Channel,
  template: NonEmptyText,
  sentAt: Instant,
})

/** Issued by time, where the customer was not told by `dueAt` of that slip of that delay. */
export const MissProactiveNotice = message('MissProactiveNotice', {
  ...shipmentFields,
  delayNumber: PositiveInteger,
  slipNumber: PositiveInteger,
  dueAt: Instant,
})

/** Every command about delays and notices, in the order of this file. */
export const noticeCommands = [DetectDelay, NotifyCustomer, MissProactiveNotice] as const

export type DetectDelay = t.TypeOf<typeof DetectDelay>
export type NotifyCustomer = t.TypeOf<typeof NotifyCustomer>
export type MissProactiveNotice = t.TypeOf<typeof MissProactiveNotice>
export type NoticeCommand = t.TypeOf<(typeof noticeCommands)[number]>
