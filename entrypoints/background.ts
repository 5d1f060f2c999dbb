import { defineBackground } from 'wxt/utils/define-background';
import { onMessage, refuseStrangers } from '../lib/browser/answering.ts';
import { answerAddNames, answerRemoveName } from '../lib/browser/add-names.ts';
import {
  answer,
  forget,
  hideUnwantedScores,
  setUpForgetting,
  showKnown,
  showKnownEverywhere,
} from '../lib/browser/assessor.ts';
import { setUpAutomatic } from '../lib/browser/automatic.ts';
import { confirmResolver } from '../lib/browser/confirmed-resolvers.ts';
import { eraOfMessage } from '../lib/browser/era.ts';
import { onGranted } from '../lib/browser/granted.ts';
import { answerMayItSend } from '../lib/browser/may-it-send.ts';
import { answerMessageRecords } from '../lib/browser/message-records.ts';
import { answerReadCertificate, answerReadLogo } from '../lib/browser/read-logo.ts';
import { setUpMenus } from '../lib/browser/menus.ts';
import { setUpOmnibox } from '../lib/browser/omnibox.ts';
import { answerRegistrable, answerSubject } from '../lib/browser/subjects.ts';
import { onSettingsChanged } from '../lib/browser/settings.ts';
import { onTabMoved } from '../lib/browser/tab-badge.ts';
import { clearToolbar } from '../lib/browser/toolbar.ts';
import { setUpUpdate } from '../lib/browser/update.ts';
import { setUpWelcome } from '../lib/browser/welcome.ts';

/** Wires the events to what answers them. Everything is registered at once, or a waking worker would miss its event. */
export default defineBackground({ type: 'module', main });

function main(): void {
  onMessage('subject', ({ data, sender, timestamp }) => {
    refuseStrangers(sender);
    return answerSubject(data, eraOfMessage(timestamp));
  });
  onMessage('registrable', ({ data, sender }) => {
    refuseStrangers(sender);
    return answerRegistrable(data);
  });
  onMessage('assess', ({ data, sender, timestamp }) => {
    refuseStrangers(sender);
    return answer(data, eraOfMessage(timestamp));
  });
  onMessage('mayItSend', ({ data, sender, timestamp }) => {
    refuseStrangers(sender);
    return answerMayItSend(data, eraOfMessage(timestamp));
  });
  onMessage('messageRecords', ({ data, sender, timestamp }) => {
    refuseStrangers(sender);
    return answerMessageRecords(data, eraOfMessage(timestamp));
  });
  onMessage('addNames', ({ data, sender, timestamp }) => {
    refuseStrangers(sender);
    return answerAddNames(data, eraOfMessage(timestamp));
  });
  onMessage('removeName', ({ data, sender, timestamp }) => {
    refuseStrangers(sender);
    return answerRemoveName(data, eraOfMessage(timestamp));
  });
  onMessage('readLogo', ({ data, sender, timestamp }) => {
    refuseStrangers(sender);
    return answerReadLogo(data, eraOfMessage(timestamp));
  });
  onMessage('readCertificate', ({ data, sender, timestamp }) => {
    refuseStrangers(sender);
    return answerReadCertificate(data, eraOfMessage(timestamp));
  });
  onMessage('confirm', ({ data, sender, timestamp }) => {
    refuseStrangers(sender);
    return confirmResolver(data.url, data.isPrivate, eraOfMessage(timestamp));
  });
  onMessage('forget', ({ sender }) => {
    refuseStrangers(sender);
    return forget();
  });
  onGranted((awaited, since) => {
    // Whoever waits sees the outcome in storage; a domain that may not be asked was refused where it was typed.
    void answer({ ...awaited, fresh: false }, since).catch(() => undefined);
  });
  onTabMoved((tabId, domain) => void (domain ? showKnown(tabId, domain) : clearToolbar(tabId)));
  // What the badge shows may have been chosen anew; a tab that is closed, or storage that is refused, changes nothing.
  onSettingsChanged(() => {
    void showKnownEverywhere().catch(() => undefined);
    void hideUnwantedScores().catch(() => undefined);
  });
  setUpForgetting();
  setUpUpdate();
  setUpMenus();
  setUpOmnibox();
  setUpAutomatic();
  setUpWelcome();
}
