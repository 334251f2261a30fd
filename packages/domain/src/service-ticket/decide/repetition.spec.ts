import { given } from '@aftersale/decider/testing'
import type { ServiceTicketCommand } from '../commands.js'
import {
  after,
  answered,
  ask,
  assign,
  changeServiceLevel,
  close,
  friday,
  handOver,
  hold,
  monday,
  officeDeskVersion2,
  openTicket,
  prioritise,
  promise,
  renegotiate,
  reopen,
  requestMerge,
  resolve,
  resume,
  spam,
  tuesday,
  wednesday,
  withdrawMerge,
} from '../service-ticket.fixtures.js'
import { serviceTicket } from '../service-ticket.js'

const underVersion2 = { serviceLevel: officeDeskVersion2 }

/** Each ends with what came between the command and its repetition. */
const overtaken: ReadonlyArray<readonly [ServiceTicketCommand, ...ReadonlyArray<ServiceTicketCommand>]> = [
  [ask(), answered(), hold({ heldAt: monday('14:00') })],
  [hold(), resume(), ask({ askedAt: monday('14:00') })],
  [prioritise(), prioritise({ priority: 'moderate', changedAt: monday('13:00') })],
  [changeServiceLevel(), hold({ heldAt: monday('13:00'), ...underVersion2 })],
  [resolve(), reopen()],
  [handOver(), resolve(), close()],
  [assign(), spam()],
  [requestMerge(), withdrawMerge(), requestMerge({ requestedAt: friday('09:00') })],
]

describe('a command that was carried out', () => {
  it.each(overtaken)('records nothing when repeated after other changes: %#', (command, ...since) => {
    given(serviceTicket, after(openTicket(), command, ...since))
      .when(command)
      .recordsNothing()
  })

  it('records nothing when repeated later in a history of many', () => {
    const ended = answered()
    given(serviceTicket, after(openTicket(), ask(), ended, ask({ askedAt: monday('14:00') })))
      .when(ended)
      .recordsNothing()
    const closed = close()
    given(serviceTicket, after(openTicket(), resolve(), closed, reopen({ reopenedAt: wednesday('09:00') })))
      .when(closed)
      .recordsNothing()
    const reopened = reopen()
    given(serviceTicket, after(openTicket(), resolve(), reopened, resolve({ resolvedAt: wednesday('09:00') })))
      .when(reopened)
      .recordsNothing()
    const moved = renegotiate()
    given(serviceTicket, after(openTicket(), promise(), moved, spam()))
      .when(moved)
      .recordsNothing()
  })

  it('is another one where it differs in anything that is kept', () => {
    given(serviceTicket, after(openTicket(), ask(), answered()))
      .when(ask({ askedAt: monday('11:01') }))
      .rejects({ reason: 'HappenedBeforeLastChange', lastChangedAt: monday('13:00') })
    given(serviceTicket, after(openTicket(), resolve(), reopen()))
      .when(resolve({ fixKind: 'repair' }))
      .rejects({ reason: 'HappenedBeforeLastChange', lastChangedAt: tuesday('10:00') })
  })
})
