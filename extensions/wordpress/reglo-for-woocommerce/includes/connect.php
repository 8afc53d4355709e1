<?php
/**
 * Connecting in one step: the app's address is typed, the browser goes there and back, keys and a secret are exchanged
 * from server to server.
 *
 * @package Reglo
 */

namespace Reglo;

defined( 'ABSPATH' ) || exit;

const CONNECTING_SECONDS = 900;

function offer_connect(): void {
	add_action( 'admin_init', __NAMESPACE__ . '\answer_buttons' );
	add_action( 'admin_init', __NAMESPACE__ . '\finish_connecting' );
}

/** Connect and end: buttons of the settings' form, which WooCommerce itself only reads when "Save" was pressed. */
function answer_buttons(): void {
	if ( ! isset( $_POST['reglo_connect'] ) && ! isset( $_POST['reglo_revoke'] ) ) {
		return;
	}
	check_admin_referer( 'woocommerce-settings' );
	if ( ! current_user_can( 'manage_woocommerce' ) ) {
		wp_die( esc_html__( 'You may not do this.', 'reglo-for-woocommerce' ), '', array( 'response' => 403 ) );
	}
	if ( isset( $_POST['reglo_revoke'] ) ) {
		leave_for_settings( revoke_connection() ? 'revoked' : 'revoked-here' );
	}
	$typed = isset( $_POST['reglo_app'] ) ? sanitize_text_field( wp_unslash( $_POST['reglo_app'] ) ) : '';
	leave_for_settings( 'failed', begin_connecting( $typed ), $typed );
}

function settings_url( array $params = array() ): string {
	return add_query_arg(
		$params + array(
			'page' => 'wc-settings',
			'tab'  => 'reglo',
		),
		admin_url( 'admin.php' )
	);
}

/** Sends the browser to the app, with what it must bring back. Out: a sentence when the address is none; else it does not return. */
function begin_connecting( string $typed ): string {
	$app = read_app_address( $typed );
	if ( $app === '' ) {
		return __( 'Enter the address of Réglo, starting with https:// (http only on this very machine).', 'reglo-for-woocommerce' );
	}
	$attempt = array(
		'app'      => $app,
		'state'    => to_base64url( random_bytes( 24 ) ),
		'verifier' => to_base64url( random_bytes( 32 ) ),
	);
	set_transient( 'reglo_connecting_' . get_current_user_id(), $attempt, CONNECTING_SECONDS );
	$params = array(
		'name'      => wp_specialchars_decode( get_bloginfo( 'name' ), ENT_QUOTES ),
		'site'      => home_url( '/' ),
		'return'    => settings_url(),
		'state'     => $attempt['state'],
		'challenge' => to_base64url( hash( 'sha256', $attempt['verifier'], true ) ),
	);
	wp_redirect( $app . '/connect/shop?' . http_build_query( $params, '', '&', PHP_QUERY_RFC3986 ), 303, 'Reglo' ); // phpcs:ignore WordPress.Security.SafeRedirect -- the administrator typed it.
	exit;
}

/** The browser is back from the app. What it brings is worth nothing without the state this very user left with. */
function finish_connecting(): void {
	// phpcs:disable WordPress.Security.NonceVerification -- `state` is the nonce of this round trip.
	if ( ! isset( $_GET['reglo_state'], $_GET['tab'] ) || $_GET['tab'] !== 'reglo' || ! current_user_can( 'manage_woocommerce' ) ) {
		return;
	}
	$state   = sanitize_text_field( wp_unslash( $_GET['reglo_state'] ) );
	$code    = isset( $_GET['reglo_code'] ) ? sanitize_text_field( wp_unslash( $_GET['reglo_code'] ) ) : '';
	// phpcs:enable
	$name    = 'reglo_connecting_' . get_current_user_id();
	$attempt = get_transient( $name );
	delete_transient( $name );
	if ( ! is_array( $attempt ) || ! hash_equals( $attempt['state'], $state ) ) {
		leave_for_settings( 'expired' );
	}
	if ( $code === '' ) {
		leave_for_settings( 'declined' );
	}
	$problem = exchange_code( $attempt, $code );
	leave_for_settings( $problem === '' ? 'connected' : 'failed', $problem );
}

/** Out: what went wrong, in a sentence; '' when the shop is connected. */
function exchange_code( array $attempt, string $code ): string {
	$key = create_api_key( get_current_user_id() );
	if ( $key === null ) {
		return __( 'WooCommerce could not create a key.', 'reglo-for-woocommerce' );
	}
	$question = array(
		'code'     => $code,
		'verifier' => $attempt['verifier'],
		'vendor'   => 'woocommerce',
		'url'      => rest_url( ROUTES . '/' ),
		'locale'   => get_user_locale(),
		'settings' => array(
			'storeUrl'       => untrailingslashit( home_url() ),
			'consumerKey'    => $key['key'],
			'consumerSecret' => $key['secret'],
		),
	);
	$body     = (string) wp_json_encode( $question );
	$answer   = post_json( $attempt['app'] . '/api/shop/connect', $body, array(), PATIENT_SECONDS );
	if ( $answer['error'] === 'unreachable' ) {
		// The answer may have been lost on its way: the same question again gets the same one.
		$answer = post_json( $attempt['app'] . '/api/shop/connect', $body, array(), PATIENT_SECONDS );
	}
	$said = $answer['body'];
	if ( ! $answer['ok'] || empty( $said['connection'] ) || empty( $said['secret'] ) ) {
		delete_api_key( $key['id'] );
		return isset( $said['message'] ) && $answer['status'] === 422 ? (string) $said['message'] : failure_words( $answer );
	}
	save_connection(
		array(
			'app'          => $attempt['app'],
			'id'           => (string) $said['connection'],
			'secret'       => (string) $said['secret'],
			'store'        => sanitize_text_field( (string) ( $said['store'] ?? '' ) ),
			'key_id'       => $key['id'],
			'connected_at' => time(),
		)
	);
	delete_option( 'reglo_delivery' );
	create_tables();
	update_option( 'reglo_rewrite', 'stale' );
	return '';
}

/** Back on the settings, without code or state in the address. */
function leave_for_settings( string $outcome, string $detail = '', string $typed = '' ): void {
	set_transient( 'reglo_said_' . get_current_user_id(), array( $outcome, $detail, $typed ), MINUTE_IN_SECONDS );
	wp_safe_redirect( settings_url() );
	exit;
}

/** Ends the connection on both sides; here in any case. Out: whether the app heard it. */
function revoke_connection(): bool {
	$answer = call_app( 'revoke', array(), QUICK_SECONDS );
	forget_connection();
	return $answer['ok'];
}
