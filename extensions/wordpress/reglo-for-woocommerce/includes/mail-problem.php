<?php
/**
 * Why a mail did not arrive, in the staff's language.
 *
 * @package Reglo
 */

namespace Reglo;

defined( 'ABSPATH' ) || exit;

/**
 * The end of a sentence, for a reason of the app's ("recipient-refused: 550 …"). A mail server's own words stay as they
 * are; a word this plugin does not know yet is never shown bare.
 */
function mail_problem_words( string $problem ): string {
	if ( ! preg_match( '/^([a-z]+(?:-[a-z]+)+)(?:: (.*))?$/s', $problem, $found ) ) {
		return $problem === '' ? mail_problem_in_app() : $problem;
	}
	switch ( $found[1] ) {
		case 'no-messenger':
			return __( 'sending e-mail is not set up in Réglo.', 'reglo-for-woocommerce' );
		case 'no-longer-due':
			return __( 'there was nothing left to pay.', 'reglo-for-woocommerce' );
		case 'recipient-refused':
			return __( 'the server refused this address.', 'reglo-for-woocommerce' );
		case 'settings-refused':
			return __( 'the mail server refused Réglo’s settings.', 'reglo-for-woocommerce' );
		case 'content-refused':
			return __( 'the server refused the message’s content.', 'reglo-for-woocommerce' );
		default:
			return strpos( $found[1], 'returned-' ) === 0 ? returned_mail_words( $found[1] ) : ( $found[2] ?? mail_problem_in_app() );
	}
}

/** The mail was taken, and came back. */
function returned_mail_words( string $problem ): string {
	switch ( $problem ) {
		case 'returned-address-unknown':
			return __( 'this address does not exist.', 'reglo-for-woocommerce' );
		case 'returned-mailbox-closed':
			return __( 'this mailbox is closed or suspended.', 'reglo-for-woocommerce' );
		case 'returned-mailbox-full':
			return __( 'this mailbox is full.', 'reglo-for-woocommerce' );
		case 'returned-too-large':
			return __( 'the message is too heavy for this mailbox.', 'reglo-for-woocommerce' );
		case 'returned-unreachable':
			return __( 'this address’s server did not answer.', 'reglo-for-woocommerce' );
		case 'returned-policy':
			return __( 'this address’s server does not want this message.', 'reglo-for-woocommerce' );
		default:
			return __( 'this address’s server could not deliver it.', 'reglo-for-woocommerce' );
	}
}

function mail_problem_in_app(): string {
	return __( 'the reason stands in Réglo, on the link’s page.', 'reglo-for-woocommerce' );
}
