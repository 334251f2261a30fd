import { accept, alreadyDone, reject } from '@aftersale/decider'
import { type Instant, type PolicyRef, sameContent } from '@aftersale/messages'
import * as E from 'fp-ts/lib/Either.js'
import type { HolidayCalendar } from '../../policy/holiday-calendar.js'
import { legalPackRefOf } from '../../policy/legal/legal-periods.js'
import { decodeWarrantyTerms } from '../../policy/warranty-terms/decode-warranty-terms.js'
import {
  type WarrantyLayerTerms,
  WarrantyTerms,
  warrantyTermsRefOf,
} from '../../policy/warranty-terms/warranty-terms.js'
import type { RegisterWarranty } from '../commands/registration.js'
import type { WarrantyStarted } from '../events/layers.js'
import type { WarrantyRegistered } from '../events/registration.js'
import { registeredWarranty } from '../evolve.js'
import { changedTerms } from '../layers/changed-terms.js'
import { evolveLayers } from '../layers/evolve-layers.js'
import { termTrace } from '../layers/term-trace.js'
import type { Warranty, WarrantyState } from '../state.js'
import { warrantyIdOfUnit } from '../warranty-id.js'
import type { WarrantyDecision } from './warranty-decision.js'

/** Layers that are counted from the purchase start with it, and those of a replaced unit with the replacement. */
export const registerWarranty = ({ data }: RegisterWarranty, state: WarrantyState): WarrantyDecision => {
  const registered = registeredBy(data)
  if (state.status !== 'not-registered') {
    const { registeredAt, ...known } = state.warranty.registered
    const { registeredAt: _, ...asked } = registered.data
    return sameContent(known, asked) ? alreadyDone : reject({ reason: 'WarrantyAlreadyRegistered', registeredAt })
  }
  const { warrantyId, unit, purchaseEvidence, purchasedAt, registeredAt, carried } = data
  if (unit !== undefined && warrantyIdOfUnit(unit) !== warrantyId) {
    return reject({ reason: 'NotTheWarrantyOfTheUnit', expected: warrantyIdOfUnit(unit) })
  }
  if (unit !== undefined && purchaseEvidence !== undefined && unit.unit > purchaseEvidence.quantity) {
    return reject({ reason: 'UnitNotOnPurchase', unit: unit.unit, quantity: purchaseEvidence.quantity })
  }
  if (purchasedAt !== undefined && registeredAt < purchasedAt) {
    return reject({ reason: 'RegisteredBeforePurchase', purchasedAt })
  }
  const terms = decodeWarrantyTerms(WarrantyTerms.encode(data.terms))
  if (E.isLeft(terms)) return reject({ reason: 'TermsMakeNoSense', faults: terms.left })
  const missing = missingCalendar(registered.data.layers, registered.data.calendars)
  if (missing !== undefined) return reject({ reason: 'CalendarMissing', calendarRef: missing })
  if (carried !== undefined && carried.warrantyId === warrantyId) return reject({ reason: 'SupersededByItself' })
  const warranty = registeredWarranty(registered)
  if (warranty.layers.every(({ lapsed }) => lapsed)) return reject({ reason: 'NothingWarranted' })
  const replaced = startedByReplacement(warranty)
  const sold = startedByPurchase(replaced.reduce<Warranty>(evolveLayers, warranty), purchasedAt)
  return accept([registered, ...replaced, ...sold])
}

const registeredBy = (data: RegisterWarranty['data']): WarrantyRegistered => {
  const { terms, law, calendars = [], purchaseEvidence: _, purchasedAt, ...registered } = data
  const { conformity, rightToReject } = law ?? {}
  const named = calendars.filter((calendar) => terms.layers.some(({ calendarRef }) => isNamed(calendar, calendarRef)))
  return {
    type: 'WarrantyRegistered',
    data: {
      ...registered,
      termsRef: warrantyTermsRefOf(terms),
      layers: terms.layers,
      ...(law === undefined ? {} : { lawRef: legalPackRefOf(law) }),
      ...(conformity === undefined ? {} : { conformity }),
      ...(rightToReject === undefined ? {} : { rightToReject }),
      ...(named.length === 0 ? {} : { calendars: named }),
      ...(purchasedAt === undefined ? {} : { purchase: { purchasedAt } }),
    },
  }
}

/** A calendar that is named, moves a last day and was not given. */
const missingCalendar = (
  layers: ReadonlyArray<WarrantyLayerTerms>,
  calendars: ReadonlyArray<HolidayCalendar> = [],
): PolicyRef | undefined =>
  layers
    .filter(({ countingRule }) => countingRule === 'event-day-excluded')
    .flatMap(({ calendarRef }) => (calendarRef === undefined ? [] : [calendarRef]))
    .find((ref) => !calendars.some((calendar) => isNamed(calendar, ref)))

const isNamed = ({ calendarId, version }: HolidayCalendar, ref: PolicyRef | undefined): boolean =>
  ref !== undefined && ref.policyId === calendarId && ref.version === version

const startedByReplacement = (warranty: Warranty): ReadonlyArray<WarrantyStarted> => {
  const { warrantyId, carried } = warranty.registered
  return carried === undefined
    ? []
    : started(warranty, { warrantyId, anchor: 'replacement', anchoredAt: carried.replacedAt })
}

/** On fresh terms the day of the replacement stands for that of the purchase. */
const startedByPurchase = (warranty: Warranty, purchasedAt: Instant | undefined): ReadonlyArray<WarrantyStarted> => {
  const { warrantyId, carried } = warranty.registered
  const anchoredAt = carried?.termPolicy.kind === 'fresh' ? carried.replacedAt : purchasedAt
  const isKnown = warranty.anchored.some(({ anchor }) => anchor === 'purchase')
  if (anchoredAt === undefined || isKnown) return []
  const bought: Warranty = { ...warranty, anchored: [...warranty.anchored, { anchor: 'purchase', anchoredAt }] }
  return started(bought, { warrantyId, anchor: 'purchase', anchoredAt })
}

const started = (
  warranty: Warranty,
  by: Pick<WarrantyStarted['data'], 'warrantyId' | 'anchor' | 'anchoredAt'>,
): ReadonlyArray<WarrantyStarted> => {
  const changed = changedTerms(warranty)
  return changed.terms.length === 0
    ? []
    : [{ type: 'WarrantyStarted', data: { ...by, ...changed, trace: termTrace(warranty, changed.terms) } }]
}
