import type { Circumstances, UnitFact, UnitService } from '@aftersale/read-models'
import type { Service } from './service-repeats.js'

/** Repairs as services: each on its unit and failure mode, as long as the unit was watched. */
export const repairsOf = (units: ReadonlyArray<UnitFact>): ReadonlyArray<Service> =>
  units.flatMap((unit) =>
    unit.services.flatMap((service) => (service.kind === 'repair' ? [serviceOf(unit, service)] : [])),
  )

const serviceOf = (
  { assetId, registered, circumstances, exclusion, retired }: UnitFact,
  { at, eventId, failureMode }: UnitService,
): Service => ({
  at,
  // One that was sold again is another unit.
  key: `${assetId} ${registered.at} ${failureMode ?? ''}`,
  circumstances: withFailureMode(circumstances, failureMode, eventId),
  exclusion,
  watchedUntil: retired?.at,
  eventIds: [eventId],
})

/** What failed stands where contacts have their topic. */
const withFailureMode = (
  circumstances: Circumstances,
  failureMode: string | undefined,
  eventId: string,
): Circumstances =>
  failureMode === undefined
    ? circumstances
    : { ...circumstances, category: failureMode, toldBy: { ...circumstances.toldBy, topic: eventId } }
