import { NonEmptyText, optional, PositiveInteger, record } from '@aftersale/messages'
import * as t from 'io-ts'
import { AssetId } from '../../asset/asset-id.js'
import { ServicePlanId } from '../../service-plan/service-plan-id.js'

export const VisitPurpose = t.keyof(
  { installation: null, maintenance: null, repair: null, training: null, 'follow-up': null },
  'VisitPurpose',
)
export type VisitPurpose = t.TypeOf<typeof VisitPurpose>

/** `partly-done`: something is left to do, by another visit. */
export const VisitOutcome = t.keyof({ done: null, 'partly-done': null, 'not-done': null }, 'VisitOutcome')
export type VisitOutcome = t.TypeOf<typeof VisitOutcome>

/** Who was not there. */
export const AbsentParty = t.keyof({ customer: null, technician: null }, 'AbsentParty')
export type AbsentParty = t.TypeOf<typeof AbsentParty>

/** When somebody came: before, within or after the window. Its first and its last instant lie within. */
export const ArrivalTiming = t.keyof({ early: null, 'in-window': null, late: null }, 'ArrivalTiming')
export type ArrivalTiming = t.TypeOf<typeof ArrivalTiming>

/** A part that was put in, with the serial of what it replaced, as far as parts have any. */
export const VisitPart = record(
  { partNo: NonEmptyText, oldSerial: optional(NonEmptyText), newSerial: optional(NonEmptyText) },
  'VisitPart',
)
export type VisitPart = t.TypeOf<typeof VisitPart>

/** The product that the work is about: a certificate may be for certain ones only. */
export const VisitedProduct = record({ sku: NonEmptyText, brand: optional(NonEmptyText) }, 'VisitedProduct')
export type VisitedProduct = t.TypeOf<typeof VisitedProduct>

/** What a visit is for, told with its scheduling and with its end. */
export const visitMatterFields = {
  purpose: VisitPurpose,
  assetId: optional(AssetId),
  /** The slot of a maintenance schedule that it is booked for. */
  maintenance: optional(record({ assetId: AssetId, scheduleId: NonEmptyText, slot: PositiveInteger })),
  /** The plan that it is drawn from. */
  entitlement: optional(record({ servicePlanId: ServicePlanId })),
}
