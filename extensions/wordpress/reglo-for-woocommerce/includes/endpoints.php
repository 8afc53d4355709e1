<?php
/**
 * What the app may ask of this shop: three doors, each behind the signature.
 *
 * @package Reglo
 */

namespace Reglo;

defined( 'ABSPATH' ) || exit;

const ROUTES = 'reglo/v1';

function offer_endpoints(): void {
	add_action( 'rest_api_init', __NAMESPACE__ . '\register_endpoints' );
}

function register_endpoints(): void {
	$doors = array(
		'health'    => 'answer_health',
		'mark-paid' => 'answer_mark_paid',
		'revoke'    => 'answer_revoke',
	);
	foreach ( $doors as $door => $answer ) {
		register_rest_route(
			ROUTES,
			"/$door",
			array(
				'methods'             => 'POST',
				'callback'            => __NAMESPACE__ . "\\$answer",
				'permission_callback' => __NAMESPACE__ . '\may_enter',
				'show_in_index'       => false,
			)
		);
	}
}

/**
 * Proves that the app calls. No connection, a forged signature, an old one and one used before get the same answer.
 *
 * @return true|\WP_Error
 */
function may_enter( \WP_REST_Request $request ) {
	$connection = find_connection();
	$asked      = array(
		'method' => $request->get_method(),
		'body'   => (string) $request->get_body(),
	);
	foreach ( array( 'connection', 'timestamp', 'nonce', 'signature' ) as $name ) {
		$asked[ $name ] = (string) $request->get_header( "X-Reglo-$name" );
	}
	// As it came, byte for byte: what WordPress unslashed or rewrote is not what was signed.
	$came    = isset( $_SERVER['REQUEST_URI'] ) ? (string) $_SERVER['REQUEST_URI'] : ''; // phpcs:ignore WordPress.Security.ValidatedSanitizedInput
	$targets = array_unique( array( $came, target_of( rest_url( ltrim( $request->get_route(), '/' ) ) ) ) );
	$is_fine = $connection !== null && signature_problem( $connection, $asked, $targets, time() ) === '' && remember_nonce( $asked['nonce'] );
	return $is_fine ? true : new \WP_Error( 'reglo_refused', 'refused', array( 'status' => 401 ) );
}

/** False when this nonce was used before. The database lets one row of a name in, however many ask at once. */
function remember_nonce( string $nonce ): bool {
	global $wpdb;
	$wpdb->query( $wpdb->prepare( "INSERT IGNORE INTO $wpdb->options (option_name, option_value, autoload) VALUES (%s, %d, 'off')", 'reglo_nonce_' . sha1( $nonce ), time() + 2 * WINDOW_SECONDS ) );
	return $wpdb->rows_affected > 0;
}

function forget_old_nonces(): void {
	global $wpdb;
	$wpdb->query( $wpdb->prepare( "DELETE FROM $wpdb->options WHERE option_name LIKE %s AND CAST(option_value AS UNSIGNED) < %d", $wpdb->esc_like( 'reglo_nonce_' ) . '%', time() ) );
}

function answer_health( \WP_REST_Request $request ): \WP_REST_Response {
	update_option( 'reglo_called_at', time(), false );
	$sent_at = (int) $request->get_header( 'X-Reglo-Timestamp' );
	return new \WP_REST_Response(
		array(
			'plugin'      => VERSION,
			'woocommerce' => defined( 'WC_VERSION' ) ? WC_VERSION : '',
			'wordpress'   => get_bloginfo( 'version' ),
			'php'         => PHP_VERSION,
			'hpos'        => uses_order_tables(),
			'now'         => gmdate( 'Y-m-d\TH:i:s\Z' ),
			'skewSeconds' => $sent_at - time(),
			'outbox'      => outbox_figures(),
		)
	);
}

function answer_mark_paid( \WP_REST_Request $request ): \WP_REST_Response {
	update_option( 'reglo_called_at', time(), false );
	$wish = read_wish( json_decode( (string) $request->get_body(), true ) );
	if ( $wish === null ) {
		return new \WP_REST_Response( array( 'error' => 'unreadable' ), 422 );
	}
	$result = mark_paid( $wish );
	if ( in_array( $result['outcome'], array( 'marked', 'done', 'paid' ), true ) ) {
		note_link_paid( $wish['order'] );
	}
	return new \WP_REST_Response( $result, $result['outcome'] === 'busy' ? 409 : 200 );
}

/**
 * The wish in our words; null when it is none.
 *
 * @param mixed $said
 */
function read_wish( $said ): ?array {
	$texts = array( 'currency' => 3, 'transactionId' => 200, 'methodTitle' => 200, 'note' => 2000, 'key' => 200, 'paidAt' => 40 );
	$is_ok = is_array( $said ) && isset( $said['order'], $said['amountMinor'], $said['exponent'] ) && preg_match( '/^[1-9]\d{0,15}$/', (string) $said['order'] )
		&& is_int( $said['amountMinor'] ) && $said['amountMinor'] > 0 && is_int( $said['exponent'] ) && $said['exponent'] >= 0 && $said['exponent'] <= 4;
	foreach ( $texts as $name => $length_max ) {
		$is_ok = $is_ok && isset( $said[ $name ] ) && is_string( $said[ $name ] ) && strlen( $said[ $name ] ) <= $length_max;
	}
	if ( ! $is_ok || $said['key'] === '' || strtotime( $said['paidAt'] ) === false ) {
		return null;
	}
	return array(
		'order'        => (int) $said['order'],
		'amount_minor' => $said['amountMinor'],
		'exponent'     => $said['exponent'],
		'currency'     => $said['currency'],
		'transaction'  => sanitize_text_field( $said['transactionId'] ),
		'title'        => sanitize_text_field( $said['methodTitle'] ),
		'paid_at'      => (int) strtotime( $said['paidAt'] ),
		'note'         => sanitize_textarea_field( $said['note'] ),
		'key'          => $said['key'],
	);
}

/** The app ends the connection: its key goes, and with it everything it could do here. */
function answer_revoke(): \WP_REST_Response {
	forget_connection();
	return new \WP_REST_Response( array( 'revoked' => true ) );
}

function uses_order_tables(): bool {
	return class_exists( '\Automattic\WooCommerce\Utilities\OrderUtil' ) && \Automattic\WooCommerce\Utilities\OrderUtil::custom_orders_table_usage_is_enabled();
}
