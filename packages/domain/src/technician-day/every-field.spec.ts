import { describeBadInput, type Examples } from '../bad-input.fixtures.js'
import { TechnicianDayCommand } from './commands.js'
import type { TechnicianDayEvent } from './events.js'
import { technicianDayRejections } from './rejections.js'
import { after, block, book, release, round, unblock, wednesdayAt } from './technician-day.fixtures.js'
import { technicianDay } from './technician-day.js'

const examples: Examples<TechnicianDayCommand, TechnicianDayEvent> = {
  BookTechnician: { usual: book({ travelMinutes: round(20) }), ids: ['visitId', 'serviceTicketId'] },
  ReleaseTechnician: { after: after(book()), usual: release() },
  BlockTechnician: { usual: block({ from: wednesdayAt('08:00'), until: wednesdayAt('09:00') }), words: ['blockId'] },
  UnblockTechnician: { after: after(block()), usual: unblock() },
}

describeBadInput({
  decider: technicianDay,
  codecs: TechnicianDayCommand.types,
  rejections: technicianDayRejections,
  examples,
})
