export { accept, alreadyDone, type Deadline, type Decider, type Decision, reject, replay } from './decider.js'
