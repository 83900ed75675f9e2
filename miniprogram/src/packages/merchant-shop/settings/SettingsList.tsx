import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { SETUP_STEPS } from '@shared/contract/setup/limits'
import {
  factsOf,
  findFacts,
  openStep,
  STEP_TITLES,
  stepText,
  type Fact,
  type Settings,
} from '@/features/settings/merchant'
import { Card, Empty, Page, Row, SearchBox, Tag } from '@/ui'
import { entry } from './entry'

/** Everything that can be set with what stands, and a search over all of it. */
export function SettingsList({ settings }: { settings: Settings }) {
  const [word, setWord] = useState('')
  const found = findFacts(factsOf(settings), word)
  const searching = word.trim() !== ''
  return (
    <Page title={entry.label}>
      <View className="p-setup__search">
        <SearchBox placeholder="搜设置，比如：运费" value={word} onChange={setWord} />
      </View>
      {searching && found.length === 0 && (
        <Empty inline art="mountain" title={`没有叫「${word.trim()}」的设置`} text="换个词试试" />
      )}
      {searching && found.length > 0 && (
        <>
          <View className="p-setup__found">{`${found.length} 处和「${word.trim()}」有关`}</View>
          <Card padding="snug">
            {found.map((fact) => (
              <FactRow key={`${fact.step} ${fact.label}`} fact={fact} word={word.trim()} />
            ))}
          </Card>
        </>
      )}
      {!searching && (
        <Card padding="snug">
          {SETUP_STEPS.filter((step) => step !== 'product').map((step) => (
            <Row
              key={step}
              strong
              label={STEP_TITLES[step]}
              note={stepText(step, settings, true)}
              onClick={() => openStep(step, { setup: false })}
            />
          ))}
        </Card>
      )}
    </Page>
  )
}

function FactRow({ fact: { label, value, step }, word }: { fact: Fact; word: string }) {
  return (
    <Row
      strong
      label={<Marked text={label} word={word} />}
      note={value}
      value={<Tag>{STEP_TITLES[step]}</Tag>}
      onClick={() => openStep(step, { setup: false })}
    />
  )
}

/** The text with the word where it is found in green. */
function Marked({ text, word }: { text: string; word: string }) {
  const at = text.toLowerCase().indexOf(word.toLowerCase())
  if (at < 0) return <>{text}</>
  const end = at + word.length
  return (
    <>
      {text.slice(0, at)}
      <Text className="p-setup__marked">{text.slice(at, end)}</Text>
      {text.slice(end)}
    </>
  )
}
