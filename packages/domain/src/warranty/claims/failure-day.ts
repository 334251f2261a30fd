import type { Instant } from '@aftersale/messages'
import type { LocalDate } from '../../calendar/local-date.js'
import type { Zone } from '../../calendar/zone.js'
import { dayIn } from '../layers/calendar-bounds.js'

/** The day on which it failed, as a layer counts its days: by the zone of its terms where the instant is known. */
export const failureDayIn = (
  zone: Zone,
  { failedOn, failedAt }: { readonly failedOn: LocalDate; readonly failedAt?: Instant },
): LocalDate => (failedAt === undefined ? failedOn : dayIn(zone, failedAt))
