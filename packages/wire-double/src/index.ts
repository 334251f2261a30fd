export { ServerLog } from './log/server-log.js'
export { type RealServer, realServer } from './real-server.js'
export { startWireDouble } from './start-wire-double.js'
export type { Misbehaviour, Strike, StruckCall, WireDouble, WireDoubleOptions } from './wire-double.js'
