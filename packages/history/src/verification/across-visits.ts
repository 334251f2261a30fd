import type { AggregateCheck, FaultAcross, TimeTaken } from './stream-check.js'

type Checks = ReadonlyMap<string, AggregateCheck>

/**
 * No technician is in two places at a time, whatever days their streams are of; and what a ticket says a technician's day
 * has for its visit, that day was asked for.
 */
export function* faultsAcrossVisits(checks: Checks): Generator<FaultAcross, void, undefined> {
  const byTechnician = new Map<string, Array<TimeTaken & { readonly stream: string }>>()
  for (const [stream, { technicianDay }] of checks) {
    if (technicianDay?.technicianId === undefined) continue
    const tenant = stream.slice(0, stream.lastIndexOf('.') + 1)
    const name = `${tenant}${technicianDay.technicianId}`
    const all = byTechnician.get(name) ?? []
    byTechnician.set(name, all)
    for (const time of technicianDay.taken) if (time.until > time.from) all.push({ ...time, stream })
  }
  for (const times of byTechnician.values()) {
    times.sort((left, right) => left.from - right.from)
    let latest: (typeof times)[number] | undefined
    for (const time of times) {
      // Two of one day are told by its own stream.
      if (latest !== undefined && time.from < latest.until && time.stream !== latest.stream) {
        const { stream, revision } = time
        yield { stream, revision, what: `visit ${latest.visitId} has the technician at that time, on another day` }
      }
      if (latest === undefined || time.until > latest.until) latest = time
    }
  }
  for (const [stream, { ticket }] of checks) {
    for (const [revision, { dayStream, visitId, round }] of ticket?.visits?.techniciansHeld ?? []) {
      const day = checks.get(dayStream)?.technicianDay
      if (day?.taken.some((time) => time.visitId === visitId && time.round === round) !== true) {
        yield { stream, revision, what: `${dayStream} has its visit ${visitId}, which was never booked there` }
      }
    }
  }
}
