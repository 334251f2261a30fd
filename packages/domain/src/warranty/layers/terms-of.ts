import { type Instant, laterOf } from '@aftersale/messages'
import type { LocalDate } from '../../calendar/local-date.js'
import { anchoredPeriodEnd, type Period, type PeriodRule } from '../../calendar/period.js'
import { endAfterStandstills } from '../../calendar/standstill.js'
import type { Warranty } from '../state.js'
import { dayAfter, dayIn, endsAtExclusiveOf, withinCalendar } from './calendar-bounds.js'
import type { DayEnd, LayerTerm } from './layer-term.js'
import type { Layer } from './layers.js'
import { standstillsOf, waitingDays } from './standstills.js'

/** What the days of layers follow from, and nothing else: in whatever order it is heard of, they are the same. */
export type TermFacts = Pick<
  Warranty,
  'registered' | 'layers' | 'anchored' | 'extensions' | 'custodies' | 'suspensions'
>

/**
 * From when until when each layer covers of which that is known, in the order of the layers; none of those that were over
 * when the unit took another's place. A standstill that lasts still is counted until `on`, and not at all without it.
 */
export const termsOf = (facts: TermFacts, on?: LocalDate): ReadonlyArray<LayerTerm> => {
  const terms: LayerTerm[] = []
  for (const layer of facts.layers) {
    const base = terms.find(({ layerId }) => layerId === layer.terms.extendsLayerId)
    const start = startOf(layer, base, facts)
    if (start !== undefined) terms.push(termFrom(start, layer, facts, on))
  }
  return terms.filter(({ layerId }) => facts.registered.carried?.overLayerIds.includes(layerId) !== true)
}

/** Until when the goods can be rejected at once for their price; undefined where no law says so, or not yet. */
export const rejectableUntil = (facts: TermFacts): DayEnd | undefined => {
  const { rightToReject, needsInstallation } = facts.registered
  const zone = facts.layers[0]?.terms.zone
  const deliveredAt = anchoredAtOf(facts, 'delivery')
  const installedAt = needsInstallation === true ? anchoredAtOf(facts, 'installation') : deliveredAt
  if (rightToReject === undefined || zone === undefined || deliveredAt === undefined || installedAt === undefined) {
    return undefined
  }
  const { period, rule, leastLeft } = rightToReject
  const anchor = dayIn(zone, laterOf(deliveredAt, installedAt))
  const lastOn = withinCalendar(
    anchoredPeriodEnd({ anchor, period, rule, leastLeft, standstills: waitingDays(facts, zone) }),
  )
  return { lastOn, endsAtExclusive: endsAtExclusiveOf(lastOn, zone) }
}

interface Start {
  /** The day of the event, or the last day of the layer before. */
  readonly anchorOn: LocalDate
  readonly startsOn: LocalDate
  /** By the terms' own, or where a layer follows another that covers its last day by itself. */
  readonly rule: PeriodRule
}

const startOf = ({ terms, servicedAt }: Layer, base: LayerTerm | undefined, facts: TermFacts): Start | undefined => {
  const { startAnchor, countingRule: rule, zone } = terms
  if (startAnchor === 'end-of-layer') {
    if (base === undefined) return undefined
    const { lastOn } = base
    const after = rule === 'start-day-included' ? 'event-day-excluded-no-roll' : rule
    return { anchorOn: lastOn, startsOn: notBeforeReplacement(dayAfter(lastOn), terms.zone, facts), rule: after }
  }
  const startedAt = servicedAt ?? anchoredAtOf(facts, startAnchor)
  if (startedAt === undefined) return undefined
  const anchorOn = dayIn(zone, startedAt)
  return { anchorOn, startsOn: notBeforeReplacement(anchorOn, zone, facts), rule }
}

const anchoredAtOf = ({ anchored }: TermFacts, anchor: string): Instant | undefined =>
  anchored.find((known) => known.anchor === anchor)?.anchoredAt

/** What was counted from before the unit was there covers it from the day it took the other's place. */
const notBeforeReplacement = (
  startsOn: LocalDate,
  zone: Layer['terms']['zone'],
  { registered: { carried } }: TermFacts,
): LocalDate => {
  if (carried === undefined) return startsOn
  const replacedOn = dayIn(zone, carried.replacedAt)
  return startsOn < replacedOn ? replacedOn : startsOn
}

/** The latest of what the terms, the law and a replacement have it end on: the customer has the best of them. */
const termFrom = (start: Start, layer: Layer, facts: TermFacts, on: LocalDate | undefined): LayerTerm => {
  const { layerId, zone } = layer.terms
  const lastOn = withinCalendar(
    [endByTerms(start, layer, facts, on), endByLaw(start, layer, facts, on), endAfterReplacement(layer, facts, on)]
      .filter((day) => day !== undefined)
      .reduce((latest, day) => (day > latest ? day : latest)),
  )
  return { layerId, startsOn: start.startsOn, lastOn, endsAtExclusive: endsAtExclusiveOf(lastOn, zone) }
}

const endByTerms = (start: Start, layer: Layer, facts: TermFacts, on: LocalDate | undefined): LocalDate =>
  endCounted(layer.terms.period, start.rule, start, layer, facts, on)

const endByLaw = (start: Start, layer: Layer, facts: TermFacts, on: LocalDate | undefined): LocalDate | undefined => {
  const { conformity } = facts.registered
  return layer.terms.kind !== 'statutory' || conformity?.period === undefined
    ? undefined
    : endCounted(conformity.period, conformity.rule, start, layer, facts, on)
}

const endCounted = (
  period: Period,
  rule: PeriodRule,
  { anchorOn }: Start,
  layer: Layer,
  facts: TermFacts,
  on: LocalDate | undefined,
): LocalDate =>
  anchoredPeriodEnd({
    anchor: anchorOn,
    period,
    rule,
    extendedBy: extensionsOf(layer, facts),
    standstills: standstillsOf(layer.terms, facts, on),
    holidays: holidaysOf(layer, facts),
  })

/** Longer by what was bought or given since, and by the days on which it stood still since. */
const endAfterReplacement = (layer: Layer, facts: TermFacts, on: LocalDate | undefined): LocalDate | undefined => {
  const { carried } = facts.registered
  const { layerId, zone } = layer.terms
  const least = carried?.atLeast.find((one) => one.layerId === layerId)?.lastOn
  if (carried === undefined || least === undefined) return undefined
  const replacedOn = dayIn(zone, carried.replacedAt)
  const [first, ...others] = extensionsOf(layer, facts, (id) =>
    carried.extensions.every((one) => one.extensionId !== id),
  )
  const endsOn =
    first === undefined
      ? least
      : anchoredPeriodEnd({ anchor: least, period: first, extendedBy: others, rule: 'event-day-excluded-no-roll' })
  const standstills = standstillsOf(layer.terms, facts, on).filter(({ lastOn }) => lastOn > replacedOn)
  return endAfterStandstills({ startsOn: dayAfter(replacedOn), endsOn, standstills })
}

/** Months before days, so that it doesn't matter which of them came first. */
const extensionsOf = (
  { layerId }: Layer,
  { extensions }: TermFacts,
  counts: (extensionId: string) => boolean = () => true,
): ReadonlyArray<Period> =>
  extensions
    .filter(({ extended, reversed }) => !reversed && extended.layerId === layerId && counts(extended.extensionId))
    .map(({ extended }) => extended.by)
    .sort((one, other) => Number(HAS_DAYS.test(one)) - Number(HAS_DAYS.test(other)) || (one < other ? -1 : 1))

const HAS_DAYS = /[WD]/

const holidaysOf = ({ terms: { calendarRef } }: Layer, { registered: { calendars = [] } }: TermFacts) =>
  calendars.find(({ calendarId, version }) => calendarId === calendarRef?.policyId && version === calendarRef.version)
    ?.holidays ?? []
