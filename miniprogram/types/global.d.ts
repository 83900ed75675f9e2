/// <reference types="@tarojs/taro" />

declare module '*.scss'
declare module '*.png'
declare module '*.svg'
declare module '*.webp'

/** True in builds started with GALLERY=1: the component gallery is a page then. */
declare const __GALLERY__: boolean

declare namespace NodeJS {
  interface ProcessEnv {
    TARO_ENV: 'weapp' | 'h5'
    /** Names the contract that this build was made with; another contract has another name. */
    CONTRACT?: string
  }
}
