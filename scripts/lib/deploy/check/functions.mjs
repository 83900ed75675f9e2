import { isMissing, said } from '../account.mjs'
import { readManifest } from '../manifest.mjs'

/** A function keeps the runtime that it was made with: another one in the manifest would change nothing. */
export async function checkFunctions({ account }, { fine, look, wrong }) {
  let there = 0
  for (const { name, runtime } of readManifest()) {
    try {
      const { Runtime, Status } = await account.app.functions.getFunctionDetail(name)
      if (Runtime !== undefined && Runtime !== runtime)
        wrong(
          `the function ${name} runs on ${Runtime}, the mall needs ${runtime}, and a runtime cannot be changed`,
          'Delete the function in DevTools → 云开发 → 云函数, and deploy: it is made anew, with its timer and its path.',
        )
      else if (Status && !['Active', 'Creating', 'Updating', 'CreateFailed'].includes(Status))
        look(
          `the function ${name} is ${Status}`,
          'Deploying updates it; if it stays like that, delete it and deploy.',
        )
      else there += 1
    } catch (error) {
      if (!isMissing(error)) wrong(`Tencent does not tell of the function ${name}`, said(error))
    }
  }
  fine(there === 0 ? 'functions: none yet' : `functions: ${there} with the runtime that the mall needs`)
}
