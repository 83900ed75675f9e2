import { runData } from '../../scripts/lib/data/run.mjs'

/** Does `npm run data` as often as it is told to, for tests that need no process and no build of their own. */
process.on('message', async (args) => {
  let output = ''
  const say = (line) => (output += `${line}\n`)
  const code = await runData(args, say).then(
    () => 0,
    (error) => {
      say(error.message)
      return 1
    },
  )
  process.send({ code, output })
})
