import {
  agent,
  bot,
  factsOf,
  figure,
  idOf,
  inShort,
  instant,
  nameOf,
  said,
  type Told,
  ticket,
} from '../help-desk.fixtures.js'

// The worked example of the definition: ten issues of January.
const january = () => {
  const [i1, i2, i3, i4, i5, i6, i7, i8, i9, i10] = [
    ticket('I1'),
    ticket('I2'),
    ticket('I3'),
    ticket('I4'),
    ticket('I5'),
    ticket('I6'),
    ticket('I7'),
    ticket('I8'),
    ticket('I9'),
    ticket('I10'),
  ]
  return factsOf(
    // Solved at the contact.
    i1.opened('2025-01-03 10:00'),
    i1.resolved('2025-01-03 10:05'),
    // Solved, and an e-mail three days later, on another channel.
    i2.opened('2025-01-06 09:00'),
    i2.resolved('2025-01-06 09:10'),
    i2.contact('2025-01-09 09:00', { channel: 'email' }),
    // Two contacts, of which I4's is one: I4 is merged into it.
    i3.opened('2025-01-07 09:00'),
    i4.opened('2025-01-08 09:00'),
    i3.absorbed('2025-01-08 10:00', 'I4'),
    i4.mergedInto('2025-01-08 10:00', 'I3'),
    i3.resolved('2025-01-10 09:00'),
    i5.opened('2025-01-10 09:00'),
    i5.spam('2025-01-10 09:30'),
    i6.opened('2025-01-31 09:00'),
    i6.resolved('2025-01-31 10:00'),
    // Open, one contact.
    i7.opened('2025-01-28 09:00'),
    // Needs a visit; a second contact before it is resolved.
    i8.opened('2025-01-13 09:00', { beyondFirstContact: 'site-visit' }),
    i8.contact('2025-01-15 09:00'),
    i8.resolved('2025-01-20 09:00'),
    // Solved; thanks the next day.
    i9.opened('2025-01-20 09:00'),
    i9.resolved('2025-01-20 09:30'),
    i9.thanks('2025-01-21 09:00'),
    // An outbound notice, no reply.
    i10.begun('2025-01-22 09:00', { openedBy: { kind: 'system', id: 'recall' } }),
    i10.notice('2025-01-22 09:00'),
  )
}
const ofJanuary = { from: '2025-01-01', until: '2025-02-01', window: 'P7D' }
const fifthOfFebruary = { ...ofJanuary, asOf: instant('2025-02-05 00:00') }
const eighthOfFebruary = { ...ofJanuary, asOf: instant('2025-02-08 00:00') }
const fcr = 'first-contact-resolution'

describe('the worked example, as of 5 February', () => {
  it('is 40 % gross: two successes of five, two pending, the merged, the spam and the outbound one excluded', () => {
    expect(said(figure(january(), fcr, 'gross', fifthOfFebruary))).toEqual({
      metric: 'first-contact-resolution',
      variant: 'gross',
      segment: {},
      value: 0.4,
      numerator: 2,
      denominator: 5,
      pending: 2,
      excluded: { merged: 1, spam: 1, outbound: 1 },
      unit: 'ratio',
      parameters: { window: 'P7D', from: '2025-01-01', until: '2025-02-01' },
    })
  })

  it('is 50 % net, without the issue that needs a visit', () => {
    const net = figure(january(), fcr, 'net', fifthOfFebruary)
    expect(net.value).toBe(0.5)
    expect(inShort(net)).toBe('2/4 +2 {beyond-first-contact:1 merged:1 outbound:1 spam:1}')
  })

  it('lies between 28.57 % and 57.14 %', () => {
    expect(figure(january(), fcr, 'lower-bound', fifthOfFebruary).value).toBeCloseTo(0.2857, 4)
    expect(inShort(figure(january(), fcr, 'lower-bound', fifthOfFebruary))).toContain('2/7 {')
    expect(figure(january(), fcr, 'upper-bound', fifthOfFebruary).value).toBeCloseTo(0.5714, 4)
    expect(inShort(figure(january(), fcr, 'upper-bound', fifthOfFebruary))).toContain('4/7 {')
  })

  it('names the events that each side was counted from', () => {
    const { numerator, pending, excluded } = figure(january(), fcr, 'gross', fifthOfFebruary).counted()
    expect(numerator.map(nameOf)).toEqual(['I1.1', 'I1.3', 'I1.2', 'I9.1', 'I9.3', 'I9.2'])
    expect(pending.map(nameOf)).toEqual(['I7.1', 'I7.2', 'I6.1', 'I6.3', 'I6.2'])
    expect(excluded['outbound']?.map(nameOf)).toEqual(['I10.1', 'I10.2'])
    expect(excluded['merged']?.map(nameOf)).toContain('I4.3')
  })
})

describe('the worked example, as of 8 February, when nothing new happened', () => {
  it('is 50 % gross, 60 % net, and lies between 3/7 and 4/7', () => {
    const shortly = (variant: string) => inShort(figure(january(), fcr, variant, eighthOfFebruary)).split(' ')
    expect(figure(january(), fcr, 'gross', eighthOfFebruary).value).toBe(0.5)
    expect(shortly('gross').slice(0, 2)).toEqual(['3/6', '+1'])
    expect(shortly('net').slice(0, 2)).toEqual(['3/5', '+1'])
    expect(shortly('lower-bound')[0]).toBe('3/7')
    expect(shortly('upper-bound')[0]).toBe('4/7')
  })
})

describe('a success', () => {
  const one = ticket('one')
  const resolvedAtOnce = [...one.opened('2025-01-03 10:00'), one.resolved('2025-01-03 10:05')]
  const gross = (asOf: string, ...further: ReadonlyArray<Told>) =>
    inShort(figure(factsOf(resolvedAtOnce, ...further), fcr, 'gross', { asOf: instant(asOf) }))

  it('is pending until the last instant of the window has passed', () => {
    expect(gross('2025-01-10 10:04')).toBe('0/0 +1')
    expect(gross('2025-01-10 10:05')).toBe('1/1')
  })

  it('becomes a failure with a contact at the last instant of the window, and with none a millisecond later', () => {
    expect(gross('2025-01-20 00:00', one.contact('2025-01-10 10:05'))).toBe('0/1')
    expect(gross('2025-01-20 00:00', one.contact('2025-01-10 10:05:00.001'))).toBe('1/1')
  })

  it('becomes a failure at once, not when the window has passed', () => {
    expect(gross('2025-01-05 00:00', one.contact('2025-01-04 10:00'))).toBe('0/1')
  })

  it('is not undone by automatic mail, a bounce, thanks, a note or what the desk sent (D119, D133)', () => {
    expect(
      gross(
        '2025-01-20 00:00',
        one.contact('2025-01-04 10:00', { nature: 'automated', channel: 'email' }),
        one.contact('2025-01-04 10:01', { nature: 'bounce', channel: 'email' }),
        one.thanks('2025-01-04 10:02'),
        one.noted('2025-01-04 10:03'),
        one.notice('2025-01-04 10:04'),
      ),
    ).toBe('1/1')
  })

  it('counts the contacts of one session as one', () => {
    const session = { sessionId: 'one 2025-01-03 10:00' }
    expect(gross('2025-01-20 00:00', one.contact('2025-01-03 10:02', session))).toBe('1/1')
  })

  it('is a failure where it was reopened, and the signals of that are one, not two (D131)', () => {
    const byContact = one.contact('2025-01-04 10:00', { episode: 2 })
    expect(gross('2025-01-20 00:00', byContact, one.reopened('2025-01-04 10:00'))).toBe('0/1')
  })

  it('is a failure where the desk reopened it by itself, without any contact, even after the window', () => {
    expect(gross('2025-03-20 00:00', one.reopened('2025-03-04 10:00'))).toBe('0/1')
  })
})

describe('an issue nobody asked about', () => {
  const agentOpened = { openedBy: { kind: 'agent', id: 'agent' } }
  const gross = (...events: ReadonlyArray<Told>) => inShort(figure(factsOf(...events), fcr, 'gross'))

  it('is outbound where the desk called or wrote, and has no contact where it did neither', () => {
    const one = ticket('one')
    expect(gross(one.begun('2025-01-03 10:00', agentOpened), one.notice('2025-01-03 10:00'))).toBe('0/0 {outbound:1}')
    expect(gross(one.begun('2025-01-03 10:00', agentOpened), one.replied('2025-01-03 10:00'))).toBe('0/0 {outbound:1}')
    expect(gross(one.begun('2025-01-03 10:00', agentOpened))).toBe('0/0 {no-contact:1}')
  })

  it('becomes one with the first contact of the customer, from which it then counts', () => {
    const one = ticket('one')
    const facts = factsOf(
      one.begun('2025-01-31 10:00', agentOpened),
      one.notice('2025-01-31 10:00'),
      one.contact('2025-02-01 10:00', { channel: 'email' }),
      one.resolved('2025-02-01 11:00'),
    )
    expect(inShort(figure(facts, fcr, 'gross', { from: '2025-02-01' }))).toBe('1/1')
  })
})

describe('a further contact on the same trouble', () => {
  const thing = { customerId: idOf('anna'), assetId: idOf('washer'), topic: { category: 'noise' } }
  const twice = (second: Readonly<Record<string, unknown>>) => {
    const [first, again] = [ticket('first'), ticket('again')]
    return factsOf(
      first.opened('2025-01-03 10:00', thing),
      first.resolved('2025-01-03 10:05'),
      again.opened('2025-01-05 10:00', { ...thing, ...second }),
    )
  }
  const asOf = { asOf: instant('2025-01-20 00:00'), until: '2025-01-04' }

  it('fails the first issue though it has a ticket and an issue of its own', () => {
    const gross = figure(twice({}), fcr, 'gross', asOf)
    expect(inShort(gross)).toBe('0/1')
    expect(gross.counted().denominator.map(nameOf)).toEqual(['first.1', 'first.3', 'first.2', 'again.2'])
  })

  it('is none where it is the same call, noted on the other ticket a little later', () => {
    const [first, beside] = [ticket('first'), ticket('beside')]
    const facts = factsOf(
      first.opened('2025-01-03 10:00', thing, { sessionId: 'call' }),
      first.resolved('2025-01-03 10:05'),
      beside.opened('2025-01-03 10:02', thing, { sessionId: 'call' }),
    )
    expect(inShort(figure(facts, fcr, 'gross', { asOf: instant('2025-01-20 00:00') }))).toBe('1/1 +1')
  })

  it('is another trouble where the unit or the topic differs', () => {
    expect(inShort(figure(twice({ assetId: idOf('dryer') }), fcr, 'gross', asOf))).toBe('1/1')
    expect(inShort(figure(twice({ topic: { category: 'leak' } }), fcr, 'gross', asOf))).toBe('1/1')
  })

  it('counts where it opened a follow-up ticket after the closing (D132)', () => {
    const [closed, next] = [ticket('closed'), ticket('next')]
    const facts = factsOf(
      closed.opened('2025-01-03 10:00'),
      closed.resolved('2025-01-03 10:05'),
      closed.closed('2025-01-03 10:06'),
      next.opened('2025-01-05 10:00', { issueId: idOf('closed'), followsUp: idOf('closed') }),
      next.resolved('2025-01-05 10:30'),
    )
    expect(inShort(figure(facts, fcr, 'gross'))).toBe('0/1')
    expect(inShort(figure(facts, 'issues', 'count'))).toBe('1/1')
  })
})

describe('other ways of counting', () => {
  // Four resolved issues: no reply, one, two, three; the second of them with a customer's contact in between. One is open.
  const touches = factsOf(
    [0, 1, 2, 3].flatMap((replies) => {
      const desk = ticket(`touch${replies}`)
      const times = Array.from({ length: replies }, (_, index) => `2025-01-03 10:1${index}`)
      return [
        ...desk.opened('2025-01-03 10:00'),
        ...(replies === 2 ? [desk.contact('2025-01-03 10:10')] : []),
        ...times.map((at) => desk.replied(at)),
        desk.replied('2025-01-03 10:20', { automated: true }),
        desk.replied('2025-01-03 10:21', { repliedBy: bot }),
        desk.noted('2025-01-03 10:22'),
        desk.resolved('2025-01-03 11:00'),
      ]
    }),
    ticket('open').opened('2025-01-03 10:00'),
  )

  it('partitions resolved issues into one, two and more touches, of persons and in public (D124)', () => {
    expect(inShort(figure(touches, fcr, 'one-touch'))).toBe('2/4 +1')
    expect(inShort(figure(touches, fcr, 'two-touch'))).toBe('1/4 +1')
    expect(inShort(figure(touches, fcr, 'multi-touch'))).toBe('1/4 +1')
  })

  it('asks whether the customer came back before the resolution', () => {
    expect(inShort(figure(touches, fcr, 'zero-customer-interactions'))).toBe('3/4 +1')
  })

  it('leaves spam out of one touch (D133)', () => {
    const junk = ticket('junk')
    const facts = factsOf(
      junk.opened('2025-01-03 10:00'),
      junk.resolved('2025-01-03 10:01'),
      junk.spam('2025-01-03 10:02'),
    )
    expect(inShort(figure(facts, fcr, 'one-touch'))).toBe('0/0 {spam:1}')
    expect(figure(facts, fcr, 'one-touch').value).toBeNull()
  })
})

describe('two mails with an answer between them', () => {
  const desk = ticket('desk')
  const mail = { channel: 'email' }
  const begun = desk.begun('2025-06-02 09:00', mail)
  const first = desk.contact('2025-06-02 09:00', { ...mail, contactId: 'first', sessionId: 'first' })
  const answer = desk.replied('2025-06-02 09:30')
  const resolution = desk.resolved('2025-06-02 11:00')
  const second = (sessionId: string) => desk.contact('2025-06-02 10:00', { ...mail, contactId: 'second', sessionId })

  it('are two contacts, whether the answer was heard of before the second or after it', () => {
    const inOrder = factsOf(begun, first, answer, second('second'), resolution)
    const answerLate = factsOf(begun, first, second('first'), answer, resolution)
    const firstLate = factsOf(begun, answer, second('second'), first, resolution)
    for (const facts of [inOrder, answerLate, firstLate]) expect(inShort(figure(facts, fcr, 'gross'))).toBe('0/1')
  })

  it('are one contact where nobody answered, or only a bot did', () => {
    const byBot = desk.replied('2025-06-02 09:31', { repliedBy: bot })
    expect(inShort(figure(factsOf(begun, first, second('first'), resolution), fcr, 'gross'))).toBe('1/1')
    expect(inShort(figure(factsOf(begun, first, second('first'), byBot, resolution), fcr, 'gross'))).toBe('1/1')
  })
})

it('names what told that an issue goes beyond the first contact', () => {
  const desk = ticket('desk')
  const facts = factsOf(
    desk.opened('2025-06-02 09:00'),
    desk.told('ServiceTicketClassified', {
      beyondFirstContact: 'site-visit',
      classifiedAt: instant('2025-06-02 09:10'),
      classifiedBy: agent,
    }),
    desk.resolved('2025-06-02 12:00'),
  )
  expect(figure(facts, fcr, 'net').counted().excluded['beyond-first-contact']?.map(nameOf)).toContain('desk.3')
})

it('does not take the contact of another ticket for its own because their ids are alike', () => {
  // Both tickets call their first contact `contact-1`: a second call about the same thing is a second call.
  const [desk, again] = [ticket('desk'), ticket('again')]
  const thing = { customerId: idOf('anna'), assetId: idOf('washer'), topic: { category: 'noise' } }
  const named = { contactId: 'contact-1', sessionId: 'contact-1' }
  const facts = factsOf(
    desk.opened('2025-06-02 09:00', thing, named),
    desk.resolved('2025-06-02 10:00'),
    again.opened('2025-06-04 09:00', thing, named),
  )
  expect(inShort(figure(facts, fcr, 'gross'))).toBe('0/1 +1')
})
