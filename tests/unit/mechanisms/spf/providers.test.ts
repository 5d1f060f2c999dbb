import { describe, expect, it } from 'vitest';
import { providerOf } from '../../../../lib/mechanisms/spf/providers.ts';

describe('who stands behind a name', () => {
  it.each([
    ['_spf.google.com', 'Google'],
    ['spf.protection.outlook.com', 'Microsoft 365'],
    ['amazonses.com', 'Amazon SES'],
    ['sendgrid.net', 'SendGrid'],
    ['mailgun.org', 'Mailgun'],
    ['spf.mtasv.net', 'Postmark'],
    ['sparkpostmail.com', 'SparkPost'],
    ['spf.mailjet.com', 'Mailjet'],
    ['servers.mcsv.net', 'Mailchimp'],
    ['spf.mandrillapp.com', 'Mandrill'],
    ['spf.sendinblue.com', 'Brevo'],
    ['spf.brevo.com', 'Brevo'],
    ['spf.constantcontact.com', 'Constant Contact'],
    ['_spf.createsend.com', 'Campaign Monitor'],
    ['emsd1.com', 'ActiveCampaign'],
    ['mktomail.com', 'Marketo'],
    ['123456.spf01.hubspotemail.net', 'HubSpot'],
    ['_spf.salesforce.com', 'Salesforce'],
    ['cust-spf.exacttarget.com', 'Salesforce'],
    ['mail.zendesk.com', 'Zendesk'],
    ['email.freshdesk.com', 'Freshdesk'],
    ['helpscoutemail.com', 'Help Scout'],
    ['_spf.atlassian.net', 'Atlassian'],
    ['_spf.qualtrics.com', 'Qualtrics'],
    ['mailsenders.netsuite.com', 'NetSuite'],
    ['zoho.com', 'Zoho'],
    ['zoho.eu', 'Zoho'],
    ['zohomail.com', 'Zoho'],
    ['_spf.protonmail.ch', 'Proton'],
    ['spf.messagingengine.com', 'Fastmail'],
    ['icloud.com', 'iCloud'],
    ['_spf.mx.cloudflare.net', 'Cloudflare'],
    ['eu._netblocks.mimecast.com', 'Mimecast'],
    ['spf-00123.pphosted.com', 'Proofpoint'],
    ['spf-us.ppe-hosted.com', 'Proofpoint'],
    ['spf.ess.barracudanetworks.com', 'Barracuda'],
    ['spf.messagelabs.com', 'Symantec'],
    ['x.iphmx.com', 'Cisco'],
    ['x.spf-protect.agari.com', 'Agari'],
    ['x._spf.vali.email', 'Valimail'],
    ['x.ondmarc.com', 'Red Sift'],
    ['secureserver.net', 'GoDaddy'],
    ['mx.ovh.com', 'OVH'],
    ['spf.migadu.com', 'Migadu'],
    ['mailbox.org', 'mailbox.org'],
    ['_spf.mail.hostinger.com', 'Hostinger'],
    ['_spf-us.ionos.com', 'IONOS'],
    ['_spf-eu.ionos.com', 'IONOS'],
    ['_mailcust.gandi.net', 'Gandi'],
    ['_spf.strato.com', 'Strato'],
    ['_spf.yandex.net', 'Yandex'],
    ['spf.efwd.registrar-servers.com', 'Namecheap'],
    ['spf.privateemail.com', 'Namecheap'],
    ['emailsrvr.com', 'Rackspace'],
    ['spf.infomaniak.ch', 'Infomaniak'],
  ])('%s is %s', (name, provider) => {
    expect(providerOf(name)).toBe(provider);
    expect(providerOf(`below.${name.toUpperCase()}.`)).toBe(provider);
  });

  it.each([
    ['a name that only ends in the same letters', 'xsendgrid.net'],
    ['a name above it', 'google.com'],
    ['one that goes on', 'sendgrid.net.example'],
    ['none', ''],
  ])('nobody is known: %s', (_, name) => {
    expect(providerOf(name)).toBeNull();
  });
});
