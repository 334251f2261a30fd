import type {
  AfterSalesFacts,
  ClaimFact,
  ClockFact,
  ComplaintFact,
  ContactFact,
  ContactSession,
  DelayFact,
  DeliveredUnitsFact,
  DeliveryFact,
  DutyFact,
  FollowUpFact,
  IssueEpisode,
  IssueFact,
  Moment,
  PromiseFact,
  PurchaseFact,
  ReceivedUnitsFact,
  RefundFact,
  ReturnLabelFact,
  ReturnRequestFact,
  Span,
  UnitFact,
  VisitFact,
} from '@aftersale/read-models'

/**
 * The facts without what happened after an instant (epoch milliseconds): a case that began later is none yet, an outcome
 * that came later is still open. Values that replaced others (a team, a due instant, an exclusion) stay as they are.
 */
export const happenedBy = (facts: AfterSalesFacts, asOf: number): AfterSalesFacts => ({
  issues: each(facts.issues, asOf, issueBy),
  contacts: each(facts.contacts, asOf, contactBy),
  clocks: clocksBy(facts.clocks, asOf),
  promises: each(facts.promises, asOf, promiseBy),
  followUps: each(facts.followUps, asOf, followUpBy),
  complaints: each(facts.complaints, asOf, complaintBy),
  visits: each(facts.visits, asOf, visitBy),
  purchases: each(facts.purchases, asOf, purchaseBy),
  refunds: each(facts.refunds, asOf, refundBy),
  returnRequests: each(facts.returnRequests, asOf, returnRequestBy),
  returnLabels: each(facts.returnLabels, asOf, returnLabelBy),
  deliveredUnits: each(facts.deliveredUnits, asOf, deliveredUnitsBy),
  receivedUnits: each(facts.receivedUnits, asOf, receivedUnitsBy),
  deliveries: each(facts.deliveries, asOf, deliveryBy),
  delays: each(facts.delays, asOf, delayBy),
  units: each(facts.units, asOf, unitBy),
  claims: each(facts.claims, asOf, claimBy),
  duties: each(facts.duties, asOf, dutyBy),
})

/** A row as of an instant: itself where nothing in it is later, undefined where it is none yet. */
type RowBy<Row> = (row: Row, asOf: number) => Row | undefined

/** Mostly nothing is later, and the rows are the same ones. */
const each = <Row>(rows: ReadonlyArray<Row>, asOf: number, rowBy: RowBy<Row>): ReadonlyArray<Row> => {
  let changed: Array<Row> | undefined
  for (const [index, row] of rows.entries()) {
    const known = rowBy(row, asOf)
    if (known !== row) changed ??= rows.slice(0, index)
    if (known !== undefined) changed?.push(known)
  }
  return changed ?? rows
}

const isBy = <Told extends Moment>(moment: Told | undefined, asOf: number): moment is Told =>
  moment !== undefined && moment.at <= asOf

const momentsBy = <Told extends Moment>(moments: ReadonlyArray<Told>, asOf: number): ReadonlyArray<Told> =>
  moments.every(({ at }) => at <= asOf) ? moments : moments.filter(({ at }) => at <= asOf)

/** The row without those of its moments that came later. */
const without = <Row extends object, Name extends keyof Row>(
  row: Row,
  names: ReadonlyArray<Name & OptionalMoments<Row>>,
  asOf: number,
): Row => {
  let kept = row
  for (const name of names) {
    const moment = row[name] as Moment | undefined
    if (moment === undefined || moment.at <= asOf) continue
    const { [name]: _, ...rest } = kept
    kept = rest as Row
  }
  return kept
}

type OptionalMoments<Row> = {
  [Name in keyof Row]-?: undefined extends Row[Name] ? (Row[Name] extends Moment | undefined ? Name : never) : never
}[keyof Row]

const issueBy: RowBy<IssueFact> = (issue, asOf) => {
  if (issue.opened.at > asOf) return undefined
  const outcomes = without(issue, ['withdrawn', 'beyondFirstContact'], asOf)
  const { tickets, episodes, sessions, outbound, deviceAlerts, waits, holds, transfers, handOvers } = issue
  const lists = {
    tickets: momentsBy(tickets, asOf),
    episodes: each(episodes, asOf, episodeBy),
    sessions: each(sessions, asOf, sessionBy),
    outbound: momentsBy(outbound, asOf),
    deviceAlerts: momentsBy(deviceAlerts, asOf),
    waits: each(waits, asOf, spanBy),
    holds: each(holds, asOf, spanBy),
    transfers: momentsBy(transfers, asOf),
    handOvers: momentsBy(handOvers, asOf),
  }
  const isSame = (Object.keys(lists) as ReadonlyArray<keyof typeof lists>).every((name) => lists[name] === issue[name])
  return isSame ? outcomes : { ...outcomes, ...lists }
}

const episodeBy: RowBy<IssueEpisode> = (episode, asOf) => {
  if (episode.began !== undefined && episode.began.at > asOf) return undefined
  const known = without(episode, ['resolution', 'closing'], asOf)
  const replies = momentsBy(episode.replies, asOf)
  return replies === episode.replies ? known : { ...known, replies }
}

const sessionBy: RowBy<ContactSession> = (session, asOf) => {
  if (session.at > asOf) return undefined
  const contacts = momentsBy(session.contacts, asOf)
  return contacts === session.contacts ? session : { ...session, contacts }
}

const spanBy: RowBy<Span> = (span, asOf) => {
  if (span.from.at > asOf) return undefined
  return span.until === undefined || isBy(span.until, asOf) ? span : { from: span.from }
}

const contactBy: RowBy<ContactFact> = (contact, asOf) => {
  if (contact.at > asOf) return undefined
  const contacts = momentsBy(contact.contacts, asOf)
  return contacts === contact.contacts ? contact : { ...contact, contacts }
}

const clockBy: RowBy<ClockFact> = (clock, asOf) => {
  if (clock.started.at > asOf) return undefined
  const known = without(clock, ['met', 'breached', 'stopped', 'withdrawn', 'breachedBefore'], asOf)
  const pauses = each(clock.pauses, asOf, spanBy)
  return pauses === clock.pauses ? known : { ...known, pauses }
}

/** A clock goes on by itself until the one that took its place had started. */
const clocksBy = (clocks: ReadonlyArray<ClockFact>, asOf: number): ReadonlyArray<ClockFact> => {
  const known = each(clocks, asOf, clockBy)
  if (known.length === clocks.length) return known
  const nameOf = (serviceTicketId: string, clockId: string): string => `${serviceTicketId} ${clockId}`
  const names = new Set(known.map(({ serviceTicketId, clockId }) => nameOf(serviceTicketId, clockId)))
  return known.map((clock) => {
    const { continuedBy, ...onItsOwn } = clock
    return continuedBy === undefined || names.has(nameOf(clock.serviceTicketId, continuedBy)) ? clock : onItsOwn
  })
}

const promiseBy: RowBy<PromiseFact> = (promise, asOf) => {
  if (promise.made.at > asOf) return undefined
  const known = without(promise, ['kept', 'broken', 'fulfilledLate', 'waived', 'voided'], asOf)
  const renegotiations = momentsBy(promise.renegotiations, asOf)
  const next = promise.renegotiations[renegotiations.length]
  return next === undefined ? known : { ...known, renegotiations, dueAt: next.previousDueAt }
}

const followUpBy: RowBy<FollowUpFact> = (followUp, asOf) =>
  followUp.requested.at > asOf ? undefined : without(followUp, ['completed', 'missed'], asOf)

const complaintBy: RowBy<ComplaintFact> = (complaint, asOf) => {
  if (complaint.registered.at > asOf) return undefined
  const known = without(complaint, ['acknowledged', 'responded', 'decided', 'escalated', 'closed'], asOf)
  const lists = {
    assessments: momentsBy(complaint.assessments, asOf),
    answers: momentsBy(complaint.answers, asOf),
    redress: momentsBy(complaint.redress, asOf),
  }
  const isSame =
    lists.assessments === complaint.assessments &&
    lists.answers === complaint.answers &&
    lists.redress === complaint.redress
  return isSame ? known : { ...known, ...lists }
}

const purchaseBy: RowBy<PurchaseFact> = (purchase, asOf) => (purchase.purchased.at > asOf ? undefined : purchase)

const refundBy: RowBy<RefundFact> = (refund, asOf) =>
  refund.reserved.at > asOf ? undefined : without(refund, ['settled', 'ended'], asOf)

const returnRequestBy: RowBy<ReturnRequestFact> = (request, asOf) =>
  request.requested.at > asOf ? undefined : without(request, ['authorised', 'refusedLater'], asOf)

const returnLabelBy: RowBy<ReturnLabelFact> = (label, asOf) => (label.authorised.at > asOf ? undefined : label)

const deliveredUnitsBy: RowBy<DeliveredUnitsFact> = (delivered, asOf) => {
  if (delivered.delivered.at > asOf) return undefined
  const cameBack = momentsBy(delivered.cameBack, asOf)
  return cameBack === delivered.cameBack ? delivered : { ...delivered, cameBack }
}

const receivedUnitsBy: RowBy<ReceivedUnitsFact> = (received, asOf) => {
  if (received.received.at > asOf) return undefined
  const dispositions = momentsBy(received.dispositions, asOf)
  return dispositions === received.dispositions ? received : { ...received, dispositions }
}

const deliveryBy: RowBy<DeliveryFact> = (delivery, asOf) => {
  if (delivery.begun.at > asOf) return undefined
  const known = without(
    delivery,
    ['firstArrived', 'arrived', 'fetchable', 'cancelled', 'returned', 'destroyed', 'lost', 'reportedMissing'],
    asOf,
  )
  const failedAttempts = momentsBy(delivery.failedAttempts, asOf)
  return failedAttempts === delivery.failedAttempts ? known : { ...known, failedAttempts }
}

const delayBy: RowBy<DelayFact> = (delay, asOf) => {
  if (delay.began.at > asOf) return undefined
  const known = without(delay, ['missed', 'recovered', 'arrived', 'firstAsked'], asOf)
  const lists = { slips: momentsBy(delay.slips, asOf), notices: momentsBy(delay.notices, asOf) }
  return lists.slips === delay.slips && lists.notices === delay.notices ? known : { ...known, ...lists }
}

const unitBy: RowBy<UnitFact> = (unit, asOf) => {
  if (unit.registered.at > asOf) return undefined
  const known = without(unit, ['retired'], asOf)
  const services = momentsBy(unit.services, asOf)
  return services === unit.services ? known : { ...known, services }
}

const claimBy: RowBy<ClaimFact> = (claim, asOf) => {
  if (claim.reported.at > asOf) return undefined
  const known = without(claim, ['refused', 'verdict', 'appealed', 'replaced', 'paid', 'withdrawn', 'closed'], asOf)
  const lists = {
    explained: momentsBy(claim.explained, asOf),
    chosen: momentsBy(claim.chosen, asOf),
    repairs: momentsBy(claim.repairs, asOf),
  }
  const isSame = lists.explained === claim.explained && lists.chosen === claim.chosen && lists.repairs === claim.repairs
  return isSame ? known : { ...known, ...lists }
}

/** What was met in time, was so once it was told; before that there was still time. */
const dutyBy: RowBy<DutyFact> = (duty, asOf) => {
  if (duty.arose.at > asOf) return undefined
  const known = without(duty, ['fellDue', 'met'], asOf)
  const isMetLater = duty.metInTime && duty.met !== undefined && !isBy(duty.met, asOf)
  return isMetLater ? { ...known, metInTime: false } : known
}

const visitBy: RowBy<VisitFact> = (visit, asOf) => {
  if (visit.scheduled.at > asOf) return undefined
  const known = without(visit, ['arrived', 'completed', 'noShow', 'cancelled'], asOf)
  const lists = {
    rescheduled: momentsBy(visit.rescheduled, asOf),
    windowsMissed: momentsBy(visit.windowsMissed, asOf),
  }
  return lists.rescheduled === visit.rescheduled && lists.windowsMissed === visit.windowsMissed
    ? known
    : { ...known, ...lists }
}
