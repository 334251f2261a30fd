import { technicianDayAggregate, technicianDayIdOf } from '@aftersale/domain'
import { epochMillisecondsOf, type Instant } from '@aftersale/domain/calendar'
import { isTechnicianDayEvent, type TechnicianDayEvent } from '@aftersale/domain/events'
import { basicFaults } from './stream-basics.js'
import type { AggregateCheck, TechnicianDayNamed, TimeTaken } from './stream-check.js'

/** That no time of a technician's day is given away twice, and that the day can be replayed from its events. */
export const technicianDayCheck = (technicianDayId: string): AggregateCheck => {
  const taken: Array<TimeTaken> = []
  const technicianDay: TechnicianDayNamed = { taken }
  const blocks = new Map<string, { readonly from: number; readonly until: number; isLifted: boolean }>()

  const faultsOf = (event: TechnicianDayEvent, revision: number): ReadonlyArray<string> => {
    const { technicianId } = event.data
    technicianDay.technicianId ??= technicianId
    const otherTechnician =
      technicianId === technicianDay.technicianId ? [] : [`it speaks of technician ${technicianId}`]
    switch (event.type) {
      case 'TechnicianBooked': {
        const { visitId, round, on } = event.data
        const [from, until] = timeOf(event.data)
        const other = taken.find((one) => overlaps(one, from, until))
        const block = [...blocks].find(([, one]) => !one.isLifted && one.from < until && from < one.until)
        taken.push({ revision, visitId, round, from, until })
        return [
          ...otherTechnician,
          ...dayOf(technicianId, on, technicianDayId),
          ...(other === undefined ? [] : [`visit ${other.visitId} has the technician at that time`]),
          ...(block === undefined ? [] : [`the technician can't be booked then, by block ${block[0]}`]),
        ]
      }
      case 'TechnicianReleased': {
        const { visitId, round, takenUntil } = event.data
        const booking = taken.findLast((one) => one.visitId === visitId && one.round === round)
        const isThere = booking !== undefined && booking.until > booking.from
        // What was used before stays taken.
        if (booking !== undefined) {
          booking.until =
            takenUntil === undefined ? booking.from : Math.min(booking.until, epochMillisecondsOf(takenUntil))
        }
        return [...otherTechnician, ...(isThere ? [] : [`visit ${visitId} has no time of that day`])]
      }
      case 'TechnicianBlocked': {
        const { blockId, from, until, on } = event.data
        const span = { from: epochMillisecondsOf(from), until: epochMillisecondsOf(until), isLifted: false }
        const booked = taken.find((one) => overlaps(one, span.from, span.until))
        const isNew = !blocks.has(blockId)
        blocks.set(blockId, span)
        return [
          ...otherTechnician,
          ...dayOf(technicianId, on, technicianDayId),
          ...(isNew ? [] : [`block ${blockId} was made before`]),
          ...(booked === undefined ? [] : [`visit ${booked.visitId} has the technician at that time`]),
        ]
      }
      case 'TechnicianUnblocked': {
        const block = blocks.get(event.data.blockId)
        const isThere = block !== undefined && !block.isLifted
        if (block !== undefined) block.isLifted = true
        return [...otherTechnician, ...(isThere ? [] : [`block ${event.data.blockId} does not stand`])]
      }
    }
  }

  return {
    technicianDay,
    faultsOf: basicFaults(
      {
        called: { one: "a technician's day", it: 'day' },
        isOwn: isTechnicianDayEvent,
        idOf: ({ data }) => data.technicianDayId,
        decider: technicianDayAggregate.decider,
      },
      technicianDayId,
      faultsOf,
    ),
  }
}

/** Of a booking that was given up before it began nothing is taken. */
const overlaps = (taken: TimeTaken, from: number, until: number): boolean =>
  taken.from < taken.until && taken.from < until && from < taken.until

/** The visit and the way there. */
const timeOf = ({
  from,
  until,
  travelMinutes = 0,
}: {
  readonly from: Instant
  readonly until: Instant
  readonly travelMinutes?: number | undefined
}): readonly [number, number] => [epochMillisecondsOf(from) - travelMinutes * 60_000, epochMillisecondsOf(until)]

const dayOf = (
  technicianId: Parameters<typeof technicianDayIdOf>[0],
  on: Parameters<typeof technicianDayIdOf>[1],
  id: string,
): ReadonlyArray<string> =>
  technicianDayIdOf(technicianId, on) === id ? [] : [`the stream is not that of ${on} of technician ${technicianId}`]
