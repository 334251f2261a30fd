import type { Decider } from '@aftersale/decider'
import type { StaffCertificationCommand } from './commands.js'
import { deadlines } from './deadlines.js'
import { decide } from './decide.js'
import type { StaffCertificationEvent } from './events.js'
import { evolve } from './evolve.js'
import type { StaffCertificationRejection } from './rejections.js'
import { initial, type StaffCertificationState } from './state.js'

/** What one member of the staff may do, by certificates that are given, renewed, withdrawn and expire. */
export const staffCertification: Decider<
  StaffCertificationCommand,
  StaffCertificationState,
  StaffCertificationEvent,
  StaffCertificationRejection
> = { initial, decide, evolve, deadlines }
