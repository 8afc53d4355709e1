<?php
/**
 * Calls to the app, signed.
 *
 * @package Reglo
 */

namespace Reglo;

defined( 'ABSPATH' ) || exit;

/** While a shopper waits, a page must not: later than this, it does without. */
const QUICK_SECONDS = 4;
/** While someone waits for exactly this; the app itself reads the order here meanwhile. */
const PATIENT_SECONDS = 20;

/**
 * Asks the app something.
 *
 * @return array{ok:bool,status:int,body:array,error:string} `error` is the app's own word (order-unknown, no-email …),
 *         or not-connected, unreachable, refused, unreadable.
 */
function call_app( string $verb, array $question, int $timeout_seconds ): array {
	$connection = find_connection();
	if ( $connection === null ) {
		return failed( 'not-connected' );
	}
	$url  = $connection['app'] . '/api/shop/' . $verb;
	$body = (string) wp_json_encode( (object) $question );
	return post_json( $url, $body, signed_headers( $connection, 'POST', target_of( $url ), $body, time() ), $timeout_seconds );
}

/** One POST without redirects: a redirect would carry a signature, or a code, elsewhere. */
function post_json( string $url, string $body, array $headers, int $timeout_seconds ): array {
	$answer = wp_remote_post(
		$url,
		array(
			'body'                => $body,
			'headers'             => $headers + array(
				'Content-Type' => 'application/json',
				'Accept'       => 'application/json',
			),
			'timeout'             => $timeout_seconds,
			'redirection'         => 0,
			'limit_response_size' => 1000000,
			'user-agent'          => 'Reglo-for-WooCommerce/' . VERSION,
		)
	);
	if ( is_wp_error( $answer ) ) {
		return failed( 'unreachable', 0, array( 'message' => $answer->get_error_message() ) );
	}
	$status = (int) wp_remote_retrieve_response_code( $answer );
	$said   = json_decode( wp_remote_retrieve_body( $answer ), true );
	if ( $status === 200 && is_array( $said ) ) {
		return array(
			'ok'     => true,
			'status' => 200,
			'body'   => $said,
			'error'  => '',
		);
	}
	$word = is_array( $said ) && isset( $said['error'] ) && is_string( $said['error'] ) ? $said['error'] : 'unreadable';
	return failed( $word, $status, is_array( $said ) ? $said : array() );
}

function failed( string $error, int $status = 0, array $body = array() ): array {
	return array(
		'ok'     => false,
		'status' => $status,
		'body'   => $body,
		'error'  => $error,
	);
}

/** What a failed call means to the shop's staff, in their language. */
function failure_words( array $answer ): string {
	switch ( $answer['error'] ) {
		case 'not-connected':
			return __( 'The shop is not connected to Réglo.', 'reglo-for-woocommerce' );
		case 'unreachable':
			/* translators: %s: technical reason */
			return sprintf( __( 'Réglo does not answer (%s). Nothing is lost: try again in a moment.', 'reglo-for-woocommerce' ), (string) ( $answer['body']['message'] ?? '' ) );
		case 'refused':
			return __( 'Réglo refuses this shop’s signature. The connection was ended there, or this server’s clock is wrong.', 'reglo-for-woocommerce' );
		case 'order-unknown':
			return __( 'Réglo cannot find this order.', 'reglo-for-woocommerce' );
		case 'order-not-unpaid':
			return __( 'This order does not wait for payment.', 'reglo-for-woocommerce' );
		case 'nothing-open':
			return __( 'Nothing is left to pay on this order.', 'reglo-for-woocommerce' );
		case 'no-email':
			return __( 'This order has no e-mail address.', 'reglo-for-woocommerce' );
		case 'no-messenger':
			return __( 'Réglo cannot send e-mails yet: set them up in Réglo’s settings.', 'reglo-for-woocommerce' );
		case 'shop-not-read':
			/* translators: %s: what is wrong, in a sentence */
			return sprintf( __( 'Réglo could not read this order from the shop. %s', 'reglo-for-woocommerce' ), (string) ( $answer['body']['message'] ?? '' ) );
		default:
			/* translators: 1: HTTP status, 2: technical word */
			return sprintf( __( 'Réglo gave an unexpected answer (%1$d, %2$s).', 'reglo-for-woocommerce' ), $answer['status'], $answer['error'] );
	}
}
