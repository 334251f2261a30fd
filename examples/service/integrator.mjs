// A receiver to try the service with: prints what it takes.

import { receiver } from './receiver.mjs'

const secret = process.env.WEBHOOK_SECRET ?? ''
const port = Number(process.env.PORT ?? 9090)

receiver({
  secret,
  take: async ({ stream, revision, type }) => console.log(`${stream} ${revision} ${type}`),
  onRepeated: (id) => console.log(`${id} came again`),
}).listen(port, '127.0.0.1')
