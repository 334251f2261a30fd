import type { Priority } from '@aftersale/domain'
import { DAY, HOUR, type Life, MINUTE } from './life.js'
import { TEXTS_OF_CHANNELS, TicketAtDesk } from './ticket-at-desk.js'

/** What befalls one ticket, from its opening to its last follow-up. */
export class TicketLife extends TicketAtDesk {
  *lived(): Life {
    const { chance, channel } = this
    const priority = chance.pick(this.desk.priorities)
    yield* this.opened(priority)

    const isWritten = TEXTS_OF_CHANNELS.includes(channel)
    if (isWritten && chance.happens(0.04)) {
      this.now = this.worked(chance.wait(2 * HOUR))
      yield this.step('MarkServiceTicketAsSpam', { markedBy: this.agent, markedAt: this.time() })
      return
    }
    if (chance.happens(0.01)) {
      this.now += chance.wait(HOUR)
      const because = chance.oneOf(['opened-by-mistake', 'withdrawn-by-customer'])
      yield this.step('CancelServiceTicket', { because, cancelledBy: this.agent, cancelledAt: this.time() })
      return
    }
    if (channel === 'email') yield* this.receiptConfirmed()
    if (channel === 'bot') yield* this.talkedToBot()

    yield* this.assigned()
    if (chance.happens(0.05)) yield* this.merged()
    else yield* this.workedOn(priority)
  }

  private *workedOn(priority: Priority): Life {
    const { chance, channel } = this
    const isLive = channel === 'phone' || channel === 'chat' || channel === 'store'
    this.now = isLive ? this.now + chance.between(60, 600) * 1000 : this.worked(chance.wait(100 * MINUTE))
    yield this.replied(this.agent)

    // Solved while the customer is still there, or with the first answer.
    if (chance.happens(this.topic.beyondFirstContact === undefined ? (isLive ? 0.62 : 0.4) : 0.05)) {
      yield* this.resolved()
      return
    }
    if (chance.happens(0.06)) {
      const others = this.desk.priorities.map(([one]) => one).filter((one) => one !== priority)
      yield this.step('ChangePriority', {
        priority: chance.oneOf(others),
        changedAt: this.time(),
        serviceLevel: this.desk.serviceLevel,
      })
    }
    const turns = chance.pick([
      [1, 50],
      [2, 30],
      [3, 14],
      [5, 6],
    ])
    for (let turn = 0; turn < turns; turn += 1) {
      const what = chance.pick([
        ['ask', 30],
        ['hold', 14],
        ['transfer', 18],
        ['promise', 20],
        ['customer-writes', 18],
        ['escalate', 5],
        ['note', 15],
      ] as const)
      switch (what) {
        case 'ask':
          yield* this.askedCustomer()
          break
        case 'hold':
          yield* this.heldUp()
          break
        case 'transfer':
          yield* this.transferred()
          break
        case 'promise':
          yield* this.promised()
          break
        case 'customer-writes':
          this.now += chance.wait(8 * HOUR)
          yield* this.customerContacts('request')
          this.now = this.worked(chance.wait(2 * HOUR))
          yield this.replied(this.agent)
          break
        case 'escalate':
          this.now = this.worked(chance.wait(HOUR))
          yield this.step('EscalateServiceTicket', {
            level: turn + 1,
            cause: chance.oneOf(['customer-asked', 'no-progress']),
            escalatedAt: this.time(),
          })
          break
        case 'note':
          this.now = this.worked(chance.wait(HOUR))
          yield this.step('AddNote', {
            noteId: this.messageId('note'),
            text: 'Looked into it',
            notedBy: this.agent,
            notedAt: this.time(),
          })
          break
      }
    }
    this.now = this.worked(chance.wait(3 * HOUR))
    yield this.replied(this.agent)
    yield* this.resolved()
  }

  /** Two tickets about the same: the second asks to be merged into the first, in three steps. */
  private *merged(): Life {
    const { chance } = this
    this.now += chance.wait(3 * HOUR)
    const channel = chance.oneOf(['email', 'phone', 'chat'] as const)
    const first = new TicketLife(this.desk, chance, this.customer, this.topic, channel, this.now)
    // This one, opened earlier, goes away: customers rarely know which one the desk keeps.
    yield* first.opened('moderate')
    yield* first.assigned()
    this.now = Math.max(this.now, first.now)
    this.now = first.now = this.worked(chance.wait(HOUR))
    const requested = yield this.step('RequestMerge', {
      into: first.serviceTicketId,
      requestedBy: this.agent,
      requestedAt: this.time(),
    })
    if (requested === undefined || requested.events.length === 0) return

    this.now = first.now += 2000
    if (chance.happens(0.1)) {
      yield this.step('WithdrawMergeRequest', { withdrawnAt: this.time() })
      yield { begins: first.workedOn('moderate') }
      yield* this.workedOn('moderate')
      return
    }
    const absorbed = yield first.step('AbsorbServiceTicket', {
      absorbedTicketId: this.serviceTicketId,
      requestedAtRevision: requested.firstRevision,
      absorbedAt: first.time(),
    })
    if (absorbed === undefined || absorbed.events.length === 0) return

    this.now = first.now += 2000
    yield this.step('MergeServiceTicket', {
      into: first.serviceTicketId,
      requestedAtRevision: requested.firstRevision,
      absorbedAtRevision: absorbed.firstRevision,
      mergedAt: this.time(),
    })
    if (chance.happens(0.4)) {
      // The customer answers to the ticket that is gone.
      this.now += chance.wait(HOUR)
      yield* this.customerContacts('request')
    }
    yield* first.workedOn('moderate')
  }

  private *resolved(): Life {
    const { chance } = this
    this.now += chance.between(20, 400) * 1000
    yield this.step('ResolveServiceTicket', {
      code: 'solved',
      fixKind: this.topic.beyondFirstContact === undefined ? chance.oneOf(['answer', 'workaround']) : 'repair',
      resolvedBy: this.agent,
      resolvedAt: this.time(),
      serviceLevel: this.desk.serviceLevel,
    })
    const resolvedAt = this.now
    if (chance.happens(0.3)) yield { begins: this.followedUp(resolvedAt) }
    if (chance.happens(0.2)) {
      this.now += chance.wait(4 * HOUR)
      yield* this.customerContacts('no-action')
    }
    if (chance.happens(0.02)) {
      this.now += MINUTE
      yield* this.customerContacts('automated')
    }
    if (chance.happens(0.1)) {
      this.now = Math.max(this.now, resolvedAt + chance.wait(DAY))
      yield this.step('CloseServiceTicket', {
        closedBy: 'customer',
        closedAt: this.time(),
        serviceLevel: this.desk.serviceLevel,
      })
    }
    if (chance.happens(0.09)) yield* this.reopened(resolvedAt)
  }

  private *reopened(resolvedAt: number): Life {
    const { chance } = this
    // Some come back only when the ticket can't be reopened any more.
    const after = chance.happens(0.15) ? chance.between(11 * DAY, 25 * DAY) : chance.wait(3 * DAY)
    this.now = Math.max(this.now, resolvedAt + after)
    if (chance.happens(0.15)) {
      this.now = this.worked(HOUR)
      yield this.step('ReopenServiceTicket', {
        because: 'fault-came-back',
        reopenedBy: this.agent,
        reopenedAt: this.time(),
        serviceLevel: this.desk.serviceLevel,
      })
    } else {
      const taken = yield* this.customerContacts('request')
      const needed = taken?.events.some(({ type }) => type === 'FollowUpTicketNeeded') === true
      if (needed) {
        const { issueId, serviceTicketId } = this
        const next = new TicketLife(this.desk, chance, this.customer, this.topic, this.channel, this.now, {
          issueId,
          serviceTicketId,
        })
        yield { begins: next.lived() }
        return
      }
    }
    this.now = this.worked(chance.wait(2 * HOUR))
    yield this.replied(this.agent)
    this.now = this.worked(chance.wait(4 * HOUR))
    yield* this.resolved()
  }
}
