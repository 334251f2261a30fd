import { ticketIdOf } from '../asked-commands.mjs'

const agent = { kind: 'agent', id: 'agent-17' }
const customer = { kind: 'customer', id: '01972f8c-5c00-7000-8000-00000000000c' }

/** What a customer wrote: neither a log nor a delivery may have it. */
export const PERSONAL_TEXT = 'Ada Martin, the drum does not spin'

const opening = (number, at) => ({
  issueId: `01972f8c-5c00-7000-8000-0000000000a${number}`,
  channel: 'email',
  kind: 'technical',
  priority: 'high',
  openedBy: customer,
  openedAt: at,
  subject: PERSONAL_TEXT,
  contact: {
    contactId: `mail-${number}`,
    direction: 'inbound',
    channel: 'email',
    nature: 'request',
    contactedBy: customer,
    text: PERSONAL_TEXT,
  },
})
const reply = (messageId, repliedAt) => ({ messageId, channel: 'email', repliedBy: agent, automated: false, repliedAt })
const contact = (contactId, contactedAt) => ({
  contactId,
  direction: 'inbound',
  channel: 'phone',
  nature: 'request',
  contactedBy: customer,
  text: PERSONAL_TEXT,
  contactedAt,
})
const resolution = (resolvedAt) => ({ resolvedBy: agent, resolvedAt })

const washer = ticketIdOf('open-washer')
const dryer = ticketIdOf('open-dryer')
const oven = ticketIdOf('open-oven')
const NAMES = { [washer]: 'washer', [dryer]: 'dryer', [oven]: 'oven' }

/** Ids by the names of this story. */
export const nameOf = (text) => Object.entries(NAMES).reduce((named, [id, name]) => named.replaceAll(id, name), text)

/** Three tickets are opened and worked on; every kind of answer is given once. */
export const aMorning = async (desk) => {
  await desk.post('/tickets', 'open-washer', opening(1, '2025-06-02T07:00:00.000Z'))
  await desk.post('/tickets', 'open-washer', opening(1, '2025-06-02T07:00:00.000Z'))
  await desk.post('/tickets', 'open-washer', opening(1, '2025-06-02T07:05:00.000Z'))
  await desk.post('/tickets', 'open-dryer', opening(2, '2025-06-02T07:45:00.000Z'))
  await desk.post('/tickets', 'open-oven', opening(3, '2025-06-02T07:50:00.000Z'))
  await desk.post('/tickets', undefined, opening(4, '2025-06-02T07:30:00.000Z'))
  await desk.post('/tickets', 'open-toaster', { ...opening(5, 'this morning'), subject: 7 })
  await desk.post('/tickets', 'open-toaster', { ...opening(5, '2025-06-02T07:30:00.000Z'), customerName: 'Ada Martin' })
  await desk.asked('GET', `/tickets/${washer}`, { bearer: 'another-token-than-it-is' })

  const { revision } = await desk.post(
    `/tickets/${washer}/replies`,
    'reply-1',
    reply('mail-1-a', '2025-06-02T07:45:00.000Z'),
  )
  await desk.get(`/tickets/${washer}?revision=${revision}`)
  const byCustomer = { ...reply('mail-1-b', '2025-06-02T07:50:00.000Z'), repliedBy: customer }
  await desk.post(`/tickets/${washer}/replies`, 'reply-2', byCustomer)
  await desk.post(`/tickets/${washer}/resolution`, 'resolve-1', resolution('2025-06-02T08:00:00.000Z'))
  await desk.post(`/tickets/${washer}/resolution`, 'resolve-2', resolution('2025-06-02T08:10:00.000Z'))
  await desk.post(
    '/tickets/00000000-0000-4000-8000-000000000000/replies',
    'reply-3',
    reply('mail-9', '2025-06-02T08:00:00.000Z'),
  )
}

/** Which delivery the receiver falls silent over, and the command that causes it. */
export const isReplyOnDryer = ({ stream, type }) => type === 'CustomerReplied' && stream.endsWith(dryer)
export const replyOnDryer = (desk) =>
  desk.post(`/tickets/${dryer}/replies`, 'reply-4', reply('mail-2-a', '2025-06-02T08:15:00.000Z'))

/** Others go on while the dryer's delivery hangs. Gives how many events were recorded. */
export const meanwhileOnOven = async (desk) => {
  const answers = [
    await desk.post(`/tickets/${oven}/contacts`, 'call-1', contact('call-1', '2025-06-02T08:20:00.000Z')),
    await desk.post(`/tickets/${oven}/replies`, 'reply-5', reply('mail-3-a', '2025-06-02T08:25:00.000Z')),
  ]
  return answers.flatMap(({ events }) => events).length
}

/** A promise that the receiver can't take; the ticket can't be resolved over it either. */
export const aPromise = async (desk) => {
  const promise = {
    promiseId: 'call-back',
    subject: 'call-back',
    dueAt: '2025-06-02T13:00:00.000Z',
    promisedBy: agent,
    promisedAt: '2025-06-02T08:30:00.000Z',
  }
  await desk.post(`/tickets/${dryer}/promises`, 'promise-1', promise)
  await desk.post(`/tickets/${dryer}/resolution`, 'resolve-3', resolution('2025-06-02T09:00:00.000Z'))
  await desk.post(`/tickets/${dryer}/promises/call-back/kept`, 'kept-1', { keptAt: '2025-06-02T09:05:00.000Z' })
  const { revision } = await desk.post(
    `/tickets/${dryer}/resolution`,
    'resolve-4',
    resolution('2025-06-02T09:10:00.000Z'),
  )
  await desk.get(`/tickets/${dryer}?revision=${revision}`)
}

/** One more command, whose answer the store never gives. */
export const resolveOven = (desk) =>
  desk.post(`/tickets/${oven}/resolution`, 'resolve-5', resolution('2025-06-02T09:30:00.000Z'))
export const ovenAsItIs = (desk) => desk.get(`/tickets/${oven}`)
