import type { Decider } from '@aftersale/decider'
import type { TechnicianDayCommand } from './commands.js'
import { decide } from './decide.js'
import type { TechnicianDayEvent } from './events.js'
import { evolve } from './evolve.js'
import type { TechnicianDayRejection } from './rejections.js'
import { initial, type TechnicianDayState } from './state.js'

/** One technician's one local day: who has them when. Nothing of it falls due. */
export const technicianDay: Decider<
  TechnicianDayCommand,
  TechnicianDayState,
  TechnicianDayEvent,
  TechnicianDayRejection
> = { initial, decide, evolve, deadlines: () => [] }
