import { everyOne, type PositiveInteger, Uuid } from '@aftersale/messages'
import * as t from 'io-ts'
import { v5 } from 'uuid'
import type { PurchaseId } from '../purchase/purchase-id.js'
import type { LineId } from '../units/line-id.js'

export interface ServicePlanIdBrand {
  readonly ServicePlanId: unique symbol
}

/** One plan of one customer, with all its renewals. A UUID. */
export const ServicePlanId = t.brand(Uuid, everyOne<Uuid, ServicePlanIdBrand>, 'ServicePlanId')
export type ServicePlanId = t.TypeOf<typeof ServicePlanId>

/**
 * The plan that covers that unit of a purchase: under this id whoever hears of the unit finds it. A further plan for the
 * same unit has an id of its own.
 */
export const servicePlanIdOfUnit = ({
  purchaseId,
  lineId,
  unit,
}: {
  readonly purchaseId: PurchaseId
  readonly lineId: LineId
  readonly unit: PositiveInteger
}): ServicePlanId => v5(`servicePlan/${unit}/${lineId}`, purchaseId) as ServicePlanId

/** The plan that covers a purchase as a whole. */
export const servicePlanIdOfPurchase = (purchaseId: PurchaseId): ServicePlanId =>
  v5('servicePlan', purchaseId) as ServicePlanId
