import { aroundTheClock } from '../../calendar/business-calendar.js'
import type { Zone } from '../../calendar/zone.js'
import { germanPublicHolidays } from '../legal/german-public-holidays.js'
import { serviceLevelPolicy } from './decode-service-level-policy.js'
import type { ServiceLevelPolicy } from './service-level-policy.js'

const OFFICE_HOURS = [{ from: '09:00', until: '17:00' }]

/** A shop's help desk in Berlin, Monday to Friday from 09:00 to 17:00. Holidays of 2025 and 2026 only. */
export const retailDesk: ServiceLevelPolicy = serviceLevelPolicy({
  policyId: 'retail-desk',
  version: 1,
  calendar: {
    calendarId: 'retail-desk-hours',
    version: 1,
    zone: 'Europe/Berlin',
    weekly: {
      monday: OFFICE_HOURS,
      tuesday: OFFICE_HOURS,
      wednesday: OFFICE_HOURS,
      thursday: OFFICE_HOURS,
      friday: OFFICE_HOURS,
      saturday: [],
      sunday: [],
    },
    holidays: germanPublicHolidays.holidays,
  },
  targets: {
    critical: { 'first-response': 'PT30M', 'next-response': 'PT1H', resolution: 'PT4H' },
    high: { 'first-response': 'PT1H', 'next-response': 'PT2H', resolution: 'PT8H' },
    moderate: { 'first-response': 'PT2H', 'next-response': 'PT4H', resolution: 'PT16H' },
    low: { 'first-response': 'PT4H', 'next-response': 'PT8H', resolution: 'PT40H' },
    planning: { 'first-response': 'PT8H', resolution: 'PT80H' },
  },
  pausedBy: {
    'next-response': ['waiting-on-customer'],
    resolution: ['waiting-on-customer', 'third-party', 'parts', 'vendor', 'problem', 'evidence'],
  },
  botReplyIsFirstResponse: false,
  nextResponseFrom: 'last-customer-contact',
  onReopen: 'resume',
  reopenWindow: 'PT168H',
  closeAfter: 'PT72H',
  sessionGaps: { chat: 'PT30M', bot: 'PT30M', app: 'PT30M', web: 'PT30M' },
})

/** A hotline that is always staffed: working time is elapsed time. */
export const hotline: ServiceLevelPolicy = serviceLevelPolicy({
  policyId: 'hotline',
  version: 1,
  calendar: aroundTheClock('UTC' as Zone),
  targets: {
    critical: { 'first-response': 'PT5M', 'next-response': 'PT15M', resolution: 'PT2H' },
    high: { 'first-response': 'PT15M', 'next-response': 'PT30M', resolution: 'PT8H' },
    moderate: { 'first-response': 'PT1H', 'next-response': 'PT2H', resolution: 'PT24H' },
    low: { 'first-response': 'PT4H', 'next-response': 'PT8H', resolution: 'PT72H' },
  },
  pausedBy: { resolution: ['waiting-on-customer'] },
  botReplyIsFirstResponse: true,
  nextResponseFrom: 'first-unanswered-contact',
  onReopen: 'continue',
  reopenWindow: 'PT336H',
  closeAfter: 'PT48H',
})
