import type { Zone } from '@aftersale/domain/calendar'
import { isServicePlanEvent, isWarrantyEvent } from '@aftersale/domain/events'
import type { RecordedEvent } from '../recorded-event.js'
import { statusOf } from '../what-became-of-each-claim/claim-fact.js'
import { claimFacts } from '../what-became-of-each-claim/claim-facts.js'
import type { Coverage, WarrantyCoverage } from './coverage.js'
import { bestOf, type DayIn, layersOn } from './layer-coverage.js'
import { newPlanHistory, type PlanHistory, planOn, tellPlan } from './plan-history.js'
import { newWarrantyHistory, tellWarranty, type WarrantyHistory } from './warranty-history.js'

/** The warranty register, as far as the history was told. */
export interface WhatCoversIt {
  /** Takes the next event of the history, in store order; what tells of no cover is passed over. Total. */
  readonly record: (recorded: RecordedEvent) => void
  /** All warranties and plans of the unit, on a day: the latest warranty first. Nothing where none is known. */
  readonly ofAsset: (assetId: string, dayIn: DayIn) => Coverage | undefined
  /** The one warranty on a day. Nothing where it was never registered. */
  readonly ofWarranty: (warrantyId: string, dayIn: DayIn) => WarrantyCoverage | undefined
  /** As of assets, of every unit that bears the serial: products of two makers may bear the same. */
  readonly ofSerial: (serial: string, dayIn: DayIn) => ReadonlyArray<Coverage>
}

/**
 * A view for the desk: what covers this unit on a day, until when, who pays, and why? As of a knowledge time, record only
 * what was recorded by then.
 */
export const whatCoversIt = (): WhatCoversIt => {
  const warranties = new Map<string, WarrantyHistory>()
  const plans = new Map<string, PlanHistory>()
  const zones = new Map<string, Zone>()
  const claims = claimFacts()

  const warrantyOn = (warrantyId: string, history: WarrantyHistory, dayIn: DayIn): WarrantyCoverage => {
    const { registered, registeredBy, clarified, supersededBy } = history
    const layers = layersOn(history, dayIn)
    return {
      warrantyId,
      assetId: registered.assetId,
      serial: registered.serial,
      registered: registeredBy,
      status: bestOf(layers),
      layers,
      clarified,
      claims: claims.ofWarranty(warrantyId).map((claim) => ({
        claimId: claim.claimId,
        failureMode: claim.failureMode,
        reported: claim.reported,
        status: statusOf(claim),
        remedy: claim.chosen.at(-1)?.remedy,
      })),
      carriedFrom: registered.carried?.warrantyId,
      supersededBy,
    }
  }

  const ofAsset = (assetId: string, dayIn: DayIn): Coverage | undefined => {
    const ofUnit = [...warranties].filter(([, { registered }]) => registered.assetId === assetId)
    const units = ofUnit.flatMap(([, { registered }]) => registered.unit ?? [])
    const isOfUnit = ({ sold: { cover } }: PlanHistory): boolean =>
      cover.assetId === assetId ||
      units.some(
        ({ purchaseId, lineId, unit }) =>
          cover.unit?.purchaseId === purchaseId && cover.unit.lineId === lineId && cover.unit.unit === unit,
      )
    const ofPlans = [...plans].filter(([, history]) => isOfUnit(history))
    if (ofUnit.length === 0 && ofPlans.length === 0) return undefined
    return {
      assetId,
      warranties: ofUnit
        .map(([warrantyId, history]) => warrantyOn(warrantyId, history, dayIn))
        .sort((left, right) => right.registered.at - left.registered.at),
      plans: ofPlans.map(([servicePlanId, history]) => planOn(servicePlanId, history, dayIn)),
    }
  }

  return {
    record: (recorded) => {
      const { event, metadata } = recorded
      claims.record(recorded)
      if (isWarrantyEvent(event)) {
        const { warrantyId } = event.data
        const known = warranties.get(warrantyId)
        if (known !== undefined) tellWarranty(known, event, metadata.eventId)
        else if (event.type === 'WarrantyRegistered') {
          warranties.set(warrantyId, newWarrantyHistory(event.data, metadata.eventId))
        }
      } else if (isServicePlanEvent(event)) {
        const { servicePlanId } = event.data
        if (event.type === 'ServicePlanQuoted') zones.set(servicePlanId, event.data.terms.zone)
        const known = plans.get(servicePlanId)
        if (known !== undefined) tellPlan(known, event, metadata.eventId)
        else if (event.type === 'ServicePlanSold') {
          plans.set(servicePlanId, newPlanHistory(event.data, zones.get(servicePlanId), metadata.eventId))
        }
      }
    },
    ofAsset,
    ofWarranty: (warrantyId, dayIn) => {
      const history = warranties.get(warrantyId)
      return history === undefined ? undefined : warrantyOn(warrantyId, history, dayIn)
    },
    ofSerial: (serial, dayIn) => {
      const assets = new Set(
        [...warranties.values()].flatMap(({ registered }) =>
          registered.serial === serial ? [registered.assetId] : [],
        ),
      )
      return [...assets].flatMap((assetId) => ofAsset(assetId, dayIn) ?? [])
    },
  }
}
