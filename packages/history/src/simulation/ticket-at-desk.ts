import { type Channel, type Priority, type ServiceTicketCommand, serviceTicketAggregate } from '@aftersale/domain'
import type { Actor, Instant } from '@aftersale/messages'
import { instantOf } from '@aftersale/messages'
import type { AnyAggregate } from '@aftersale/processes'
import type { Chance } from './chance.js'
import { afterWorking, type Desk, type DeskTopic } from './desk.js'
import { type Customer, DAY, HOUR, type Life, MINUTE, newId, type Step, type StepTaken } from './life.js'

/** A command as plain data; brands are given where it is decided. */
type Command = { readonly type: ServiceTicketCommand['type']; readonly data: Readonly<Record<string, unknown>> }

export const TEXTS_OF_CHANNELS: ReadonlyArray<Channel> = ['email', 'web', 'social', 'app']

const tickets = serviceTicketAggregate as unknown as AnyAggregate

/** A ticket on its way through the desk, and the single things that are done about it. Each of them takes its time. */
export class TicketAtDesk {
  protected readonly serviceTicketId: string
  protected readonly issueId: string
  protected now: number
  protected messages = 0
  protected agent: Actor
  protected team: string

  constructor(
    protected readonly desk: Desk,
    protected readonly chance: Chance,
    protected readonly customer: Customer,
    protected readonly topic: DeskTopic,
    protected readonly channel: Channel,
    openedAt: number,
    protected readonly earlier?: { readonly issueId: string; readonly serviceTicketId: string },
  ) {
    this.serviceTicketId = newId(chance, openedAt)
    this.issueId = earlier?.issueId ?? newId(chance, openedAt)
    this.now = openedAt
    this.team = topic.team
    this.agent = this.agentOf(topic.team)
  }

  protected *opened(priority: Priority): Life {
    const { chance, channel, topic, customer, earlier } = this
    const contact = {
      contactId: this.messageId('contact'),
      direction: 'inbound',
      channel,
      nature: 'request',
      contactedBy: this.customerActor(),
      ...(channel === 'phone' || channel === 'chat' ? { sessionId: this.messageId(channel) } : {}),
      text: `About ${topic.category}: ${topic.subcategory}`,
    }
    const data = {
      issueId: this.issueId,
      customerId: customer.customerId,
      channel,
      kind: topic.kind,
      priority,
      ...(chance.happens(0.92) ? { topic: this.topicOfEvents() } : {}),
      openedBy: this.customerActor(),
      openedAt: this.time(),
      serviceLevel: this.desk.serviceLevel,
      contact,
      ...(earlier === undefined ? {} : { followsUp: earlier.serviceTicketId }),
      ...(topic.beyondFirstContact === undefined ? {} : { beyondFirstContact: topic.beyondFirstContact }),
      ...(chance.happens(0.005) ? { isTest: true } : {}),
    }
    // A shop's paper note, or a call during an outage, comes in hours later.
    const lateBy = chance.happens(channel === 'store' ? 0.5 : 0.01) ? chance.wait(6 * HOUR) : 0
    this.now += lateBy
    yield this.step('OpenServiceTicket', data, this.customerActor())
  }

  protected *receiptConfirmed(): Life {
    this.now += MINUTE
    yield this.step('ReplyToCustomer', {
      messageId: this.messageId('receipt'),
      channel: this.channel,
      repliedBy: { kind: 'system', id: 'mail-robot' },
      automated: true,
      repliedAt: this.time(),
      serviceLevel: this.desk.serviceLevel,
    })
  }

  protected *talkedToBot(): Life {
    this.now += this.chance.between(5, 40) * 1000
    yield this.replied({ kind: 'bot', id: 'bot-otto' } as Actor)
    this.now += this.chance.between(30, 200) * 1000
    yield this.step('HandOverToHuman', { botId: 'bot-otto', toTeam: this.team, handedOverAt: this.time() })
  }

  protected *assigned(): Life {
    const isLive = this.channel === 'phone' || this.channel === 'chat' || this.channel === 'store'
    this.now = isLive ? this.now + this.chance.between(10, 90) * 1000 : this.worked(this.chance.wait(25 * MINUTE))
    yield this.step('AssignServiceTicket', { team: this.team, agentId: this.agent.id, assignedAt: this.time() })
    if (this.chance.happens(0.15)) {
      this.now += this.chance.between(1, 10) * MINUTE
      yield this.step('ClassifyServiceTicket', {
        kind: this.topic.kind,
        topic: this.topicOfEvents(),
        classifiedAt: this.time(),
        classifiedBy: this.agent,
      })
    }
  }

  protected *askedCustomer(): Life {
    this.now = this.worked(this.chance.wait(HOUR))
    yield this.replied(this.agent)
    yield this.step('AskCustomer', { askedAt: this.time(), serviceLevel: this.desk.serviceLevel })
    this.now += this.chance.wait(20 * HOUR)
    if (this.chance.happens(0.85)) {
      yield* this.customerContacts('request')
    } else {
      yield this.step('EndWaitingOnCustomer', { answeredAt: this.time(), serviceLevel: this.desk.serviceLevel })
    }
    this.now = this.worked(this.chance.wait(90 * MINUTE))
    yield this.replied(this.agent)
  }

  protected *heldUp(): Life {
    this.now = this.worked(this.chance.wait(HOUR))
    const cause = this.chance.oneOf(['parts', 'vendor', 'third-party', 'problem'])
    yield this.step('PutOnHold', { cause, heldAt: this.time(), serviceLevel: this.desk.serviceLevel })
    this.now = this.worked(this.chance.wait(16 * HOUR))
    yield this.step('ResumeFromHold', { resumedAt: this.time(), serviceLevel: this.desk.serviceLevel })
  }

  protected *transferred(): Life {
    this.now = this.worked(this.chance.wait(45 * MINUTE))
    const teams = Object.keys(this.desk.agents).filter((team) => team !== this.team)
    this.team = this.chance.oneOf(teams)
    this.agent = this.agentOf(this.team)
    yield this.step('TransferServiceTicket', {
      toTeam: this.team,
      toAgentId: this.agent.id,
      transferredAt: this.time(),
      cause: 'other-skills-needed',
    })
  }

  protected *promised(): Life {
    const { chance } = this
    this.now = this.worked(chance.wait(30 * MINUTE))
    const promiseId = this.messageId('promise')
    let dueAt = this.worked(chance.between(4, 16) * HOUR)
    yield this.step('MakePromise', {
      promiseId,
      subject: chance.oneOf(['call-back', 'answer']),
      dueAt: instantOf(dueAt),
      promisedBy: this.agent,
      promisedAt: this.time(),
    })
    if (chance.happens(0.12)) {
      this.now += Math.floor((dueAt - this.now) / 2)
      dueAt = this.worked(chance.between(8, 24) * HOUR)
      yield this.step('RenegotiatePromise', { promiseId, newDueAt: instantOf(dueAt), consentedAt: this.time() })
    }
    if (chance.happens(0.04)) {
      this.now += Math.floor((dueAt - this.now) / 2)
      yield this.step('WaivePromise', { promiseId, waivedAt: this.time() })
      return
    }
    const isLate = chance.happens(0.17)
    this.now = isLate ? dueAt + chance.wait(10 * HOUR) : this.now + Math.floor((dueAt - this.now) * chance.fraction())
    yield this.step('KeepPromise', { promiseId, keptAt: this.time() })
    yield this.replied(this.agent)
  }

  protected *followedUp(resolvedAt: number): Life {
    const { chance } = this
    const followUpId = this.messageId('follow-up')
    const dueAt = resolvedAt + 7 * DAY
    const requestedAt = resolvedAt + 30_000
    yield this.step(
      'RequestFollowUp',
      { followUpId, channel: 'phone', dueAt: instantOf(dueAt), requestedAt: instantOf(requestedAt) },
      this.agent,
      requestedAt,
    )
    if (chance.happens(0.22)) return
    const completedAt = chance.happens(0.12) ? dueAt + chance.wait(DAY) : resolvedAt + chance.between(3 * DAY, 7 * DAY)
    yield this.step(
      'CompleteFollowUp',
      { followUpId, completedBy: this.agent, completedAt: instantOf(completedAt) },
      this.agent,
      completedAt,
    )
  }

  /** The customer writes or calls; now and then the desk hears of it later. */
  protected *customerContacts(
    nature: 'request' | 'no-action' | 'automated',
  ): Generator<Step, StepTaken | undefined, StepTaken | undefined> {
    const channel = this.chance.happens(0.7) ? this.channel : this.chance.pick(this.desk.channels)
    const contactedAt = this.time()
    if (this.chance.happens(0.03)) this.now += this.chance.wait(3 * HOUR)
    return yield this.step(
      'RecordContact',
      {
        contactId: this.messageId('contact'),
        direction: 'inbound',
        channel,
        nature,
        contactedBy: this.customerActor(),
        ...(channel === 'phone' ? { sessionId: this.messageId('phone') } : {}),
        ...(channel === 'social' ? { isPublic: true } : {}),
        contactedAt,
        serviceLevel: this.desk.serviceLevel,
      },
      this.customerActor(),
    )
  }

  protected replied(by: Actor): Step {
    return this.step('ReplyToCustomer', {
      messageId: this.messageId('reply'),
      channel: this.channel,
      repliedBy: by,
      automated: false,
      text: 'Answered',
      repliedAt: this.time(),
      serviceLevel: this.desk.serviceLevel,
    })
  }

  protected step(type: Command['type'], data: Command['data'], actor: Actor = this.agent, at = this.now): Step {
    const { serviceTicketId, channel } = this
    const command = { type, data: { serviceTicketId, ...data } }
    return { at, aggregate: tickets, id: serviceTicketId, command, actor, channel }
  }

  protected time(): Instant {
    return instantOf(this.now)
  }

  protected worked(milliseconds: number): number {
    return afterWorking(this.desk, this.now, milliseconds)
  }

  protected topicOfEvents(): { readonly category: string; readonly subcategory: string } {
    return { category: this.topic.category, subcategory: this.topic.subcategory }
  }

  protected customerActor(): Actor {
    return { kind: 'customer', id: this.customer.customerId } as Actor
  }

  protected agentOf(team: string): Actor {
    return { kind: 'agent', id: this.chance.oneOf(this.desk.agents[team] ?? ['agent-nobody']) } as Actor
  }

  protected messageId(kind: string): string {
    this.messages += 1
    return `${kind}-${this.messages}`
  }
}
