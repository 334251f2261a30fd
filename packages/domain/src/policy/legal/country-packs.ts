import type { NonEmptyText, PolicyRef } from '@aftersale/messages'
import { euConsumerLaw2022, euConsumerLaw2026 } from './eu-consumer-law.js'
import { germanPublicHolidays } from './german-public-holidays.js'
import type { LegalPack } from './legal-pack.js'

/** A pack of the Union as it holds in one of its states: under an id of its own, with the state's holidays and rules. */
export const inCountry = (
  pack: LegalPack,
  {
    policyId,
    country,
    calendarRef,
    custodySuspends,
  }: {
    readonly policyId: NonEmptyText
    /** ISO 3166. */
    readonly country: NonEmptyText
    readonly calendarRef: PolicyRef
    /** Whether the state lets the liability stand still while the goods are in custody. */
    readonly custodySuspends?: boolean
  },
): LegalPack => ({
  ...pack,
  policyId,
  jurisdiction: country,
  calendarRef,
  ...(pack.conformity === undefined || custodySuspends === undefined
    ? {}
    : { conformity: { ...pack.conformity, custodySuspends } }),
})

const GERMANY = {
  policyId: 'german-consumer-law' as NonEmptyText,
  country: 'DE' as NonEmptyText,
  calendarRef: {
    policyId: germanPublicHolidays.calendarId,
    version: germanPublicHolidays.version,
  },
}

/** Germany's, with `germanPublicHolidays`, for contracts concluded before 31 July 2026. */
export const germanConsumerLaw2022: LegalPack = inCountry(euConsumerLaw2022, GERMANY)

/** Germany's for contracts concluded from 31 July 2026 on. */
export const germanConsumerLaw2026: LegalPack = inCountry(euConsumerLaw2026, GERMANY)
