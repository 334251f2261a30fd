import type { VisitFact } from '@aftersale/read-models'
import { topicOf } from '../answering/segment.js'
import type { Service } from './service-repeats.js'

/** Visits that were made for a repair, as services: each on its unit and what its ticket is about. */
export const visitsOf = (visits: ReadonlyArray<VisitFact>): ReadonlyArray<Service> =>
  visits.flatMap(({ purpose, arrived, completed, circumstances, exclusion, excludedBy }) => {
    const came = arrived ?? completed
    if (purpose !== 'repair' || came === undefined) return []
    const { assetId } = circumstances
    return [
      {
        at: came.at,
        key: assetId === undefined ? undefined : `${assetId} ${topicOf(circumstances) ?? ''}`,
        circumstances,
        exclusion,
        excludedBy,
        eventIds: [came.eventId],
      },
    ]
  })
