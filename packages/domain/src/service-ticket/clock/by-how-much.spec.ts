import { given } from '@aftersale/decider/testing'
import type { ServiceTicketCommand } from '../commands.js'
import {
  after,
  ask,
  breach,
  close,
  friday,
  monday,
  officeDesk,
  openTicket,
  prioritise,
  reopen,
  reply,
  resolve,
  tracesOf,
  tuesday,
} from '../service-ticket.fixtures.js'
import { serviceTicket } from '../service-ticket.js'

/** By how much each event of these commands says that a clock was in time or too late, or what it was reassigned from. */
const differences = (...commands: ReadonlyArray<ServiceTicketCommand>): ReadonlyArray<unknown> =>
  after(...commands).flatMap(({ type, data }): ReadonlyArray<unknown> => {
    if (type === 'SlaReassigned') return [[type, data.clockId, data.from]]
    return type === 'SlaMet' || type === 'SlaBreached' || type === 'SlaMissed' ? [[type, data.clockId, data.by]] : []
  })

describe('the difference that a clock tells', () => {
  it('is what was left of the target where it was met', () => {
    expect(differences(openTicket(), reply(), resolve())).toStrictEqual([
      ['SlaMet', 'first-response-1', 'PT1H'],
      ['SlaMet', 'resolution-1', 'PT1H'],
    ])
    expect(differences(openTicket(), reply({ repliedAt: monday('11:00') }))).toStrictEqual([
      ['SlaMet', 'first-response-1', 'PT0S'],
    ])
  })

  it('is what came on top where it was missed, and nothing at the due instant', () => {
    expect(differences(openTicket(), reply(), breach(), resolve({ resolvedAt: tuesday('10:00') }))).toStrictEqual([
      ['SlaMet', 'first-response-1', 'PT1H'],
      ['SlaBreached', 'resolution-1', 'PT0S'],
      ['SlaMissed', 'resolution-1', 'PT1H'],
    ])
  })

  it('is the target before and what was used beyond the new one where a change breaches it', () => {
    expect(differences(openTicket(), reply(), prioritise({ changedAt: monday('14:00') }))).toStrictEqual([
      ['SlaMet', 'first-response-1', 'PT1H'],
      ['SlaReassigned', 'resolution-1', 'PT8H'],
      ['SlaBreached', 'resolution-1', 'PT1H'],
    ])
  })

  it('is not told of a stop before the clock was last changed, which had perhaps another target', () => {
    const late = reply({ repliedAt: monday('09:30') })
    expect(differences(openTicket(), prioritise({ changedAt: monday('09:45') }), late).at(-1)).toStrictEqual([
      'SlaMet',
      'first-response-1',
      undefined,
    ])
    expect(differences(openTicket(), ask({ askedAt: monday('10:00') }), late).at(-1)).toStrictEqual([
      'SlaMet',
      'first-response-1',
      'PT1H30M',
    ])
  })
})

describe('the rules behind a reopening', () => {
  it.each(['resume', 'continue', 'restart'] as const)('name the mode %s and what is carried over', (onReopen) => {
    const serviceLevel = { ...officeDesk, onReopen }
    const history = after(openTicket({ serviceLevel }), reply({ serviceLevel }), resolve({ serviceLevel }))
    const [, resolution] = tracesOf(history, reopen({ serviceLevel, reopenedAt: tuesday('09:00') }))
    expect(resolution).toContainEqual({
      ruleId: 'resolution-on-reopening',
      facts:
        onReopen === 'restart'
          ? { carried: 'PT0S' }
          : { carried: onReopen === 'resume' ? 'PT7H' : 'PT8H', continues: 'resolution-1' },
      outcome: onReopen,
      policyRef: { policyId: 'office-desk', version: 1 },
    })
  })

  it('name the policy where its window has passed', () => {
    given(serviceTicket, after(openTicket(), resolve(), close()))
      .when(reopen({ reopenedAt: friday('09:00') }))
      .rejects({
        reason: 'ReopenWindowPassed',
        reopenableUntil: friday('09:00'),
        policyRef: { policyId: officeDesk.policyId, version: officeDesk.version },
      })
  })
})
