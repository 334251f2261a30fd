import type { Instant, NonEmptyText } from '@aftersale/messages'
import type { LocalDate } from '../calendar/local-date.js'
import type { Zone } from '../calendar/zone.js'
import type { VisitId } from '../service-ticket/visit-id.js'
import type { BlockCause } from './day-words.js'
import type { TechnicianDayId } from './technician-day-id.js'

/** Why a command to a technician's day is refused: the fact that stands against it. Nothing is recorded then. */
export type TechnicianDayRejection =
  | { readonly reason: 'AddressedToAnotherDay'; readonly technicianDayId: TechnicianDayId }
  | { readonly reason: 'DayKeptInAnotherZone'; readonly zone: Zone }
  | { readonly reason: 'DayOutOfCalendar'; readonly on: LocalDate }
  | { readonly reason: 'NoTimeAsked' }
  | { readonly reason: 'WindowBeyondTheDay'; readonly on: LocalDate; readonly zone: Zone }
  | {
      readonly reason: 'TechnicianBusy'
      readonly visitId: VisitId
      readonly from: Instant
      readonly until: Instant
    }
  | { readonly reason: 'TechnicianOut'; readonly blockId: NonEmptyText; readonly because: BlockCause }
  | { readonly reason: 'BookingRoundReused'; readonly visitId: VisitId; readonly round: number }
  | { readonly reason: 'BookedInLaterRound'; readonly visitId: VisitId; readonly round: number }
  | { readonly reason: 'BookingUnknown'; readonly visitId: VisitId; readonly round: number }
  | { readonly reason: 'BlockIdReused'; readonly blockId: NonEmptyText }
  | { readonly reason: 'BlockUnknown'; readonly blockId: NonEmptyText }

/** Each reason with what it means to who sent the command. `docs/rejections.md` is printed from it. */
export const technicianDayRejections: Readonly<Record<TechnicianDayRejection['reason'], string>> = {
  AddressedToAnotherDay: 'The command names another technician or day than the stream it was sent to.',
  DayKeptInAnotherZone:
    'The technician’s day is kept in another zone: where a day begins and ends must not be in doubt.',
  DayOutOfCalendar: 'The day begins or ends where no instant can be written.',
  NoTimeAsked: 'The time ends before it begins, or with it.',
  WindowBeyondTheDay: 'The time, with the way there, reaches beyond the local day: book it on the day it lies on.',
  TechnicianBusy: 'The technician is booked for another visit at that time.',
  TechnicianOut: 'The technician is sick, on holiday or otherwise away at that time.',
  BookingRoundReused: 'That appointment of the visit was booked for another time.',
  BookedInLaterRound: 'The visit was moved since: a later appointment of it is booked on that day.',
  BookingUnknown: 'That appointment of the visit was never booked on that day.',
  BlockIdReused: 'The day was blocked by that id with other content.',
  BlockUnknown: 'The day was never blocked by that id.',
}
